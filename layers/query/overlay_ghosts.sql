-- Permits with output that are valid in a year in which footprints are mapped:
-- of other years no map says that there is none.
-- out: evidence_id INTEGER
WITH mapped AS (
    SELECT min(year) AS a, max(CAST(substr(date_last, 1, 4) AS INTEGER)) AS b
    FROM evidence WHERE kind = 'mining-footprint'
)
SELECT e.evidence_id FROM evidence e, mapped
WHERE e.kind = 'permits' AND e.output > 0 AND e.geom IS NOT NULL
  AND coalesce(e.year, a) <= b
  AND coalesce(CAST(substr(e.date_last, 1, 4) AS INTEGER), b) >= a
ORDER BY e.evidence_id;
