-- A zone that is a key biodiversity area. Without a column that says what it is,
-- it is terrestrial.
-- in: :zone_id, :properties JSON, :column or NULL
INSERT INTO kba (zone_id, ecosystem, terrestrial, freshwater, mountain)
SELECT :zone_id, word, :column IS NULL OR word LIKE '%terrestrial%' OR word LIKE '%mountain%',
       word LIKE '%freshwater%', word LIKE '%mountain%'
FROM (SELECT COALESCE(lower(:properties ->> :column), '') AS word);
