-- What permits declare, from one of their columns; a text that is no plain
-- number ("1.200 t") stays out rather than being guessed.
-- in: :dataset_id INTEGER, :column TEXT
UPDATE evidence SET output = (
    SELECT CASE WHEN type IN ('integer', 'real') THEN CAST(value AS REAL)
                WHEN type = 'text' AND trim(value) <> ''
                     AND trim(value) NOT GLOB '*[^0-9.]*'
                     AND trim(value) NOT GLOB '*.*.*'
                     AND trim(value) GLOB '*[0-9]*'
                THEN CAST(trim(value) AS REAL) END
    FROM json_each(properties) WHERE key = :column)
WHERE dataset_id = :dataset_id;
