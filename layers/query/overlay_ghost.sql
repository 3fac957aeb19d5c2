-- A permit whose declared output has no footprint, with the years in which it
-- was valid and footprints are mapped.
-- in: :permit_id INTEGER, :nearest TEXT
WITH mapped AS (
    SELECT min(year) AS a, max(CAST(substr(date_last, 1, 4) AS INTEGER)) AS b
    FROM evidence WHERE kind = 'mining-footprint'
)
INSERT INTO permit_ghost (permit_id, output, year_first, year_last, nearest)
SELECT evidence_id, output, max(a, coalesce(year, a)),
       min(b, coalesce(CAST(substr(date_last, 1, 4) AS INTEGER), b)), :nearest
FROM evidence, mapped WHERE evidence_id = :permit_id;
