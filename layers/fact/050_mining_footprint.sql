-- Mining footprints from dated polygons: land counts once, in the first year
-- in which a footprint covers it.
WITH first_year AS (
    SELECT s.evidence_set_id, MIN(e.year) AS year, MIN(e.dataset_id) AS dataset_id
    FROM evidence_set s JOIN evidence e USING (evidence_id)
    WHERE e.kind = 'mining-footprint' AND e.year IS NOT NULL
    GROUP BY s.evidence_set_id
)
INSERT INTO degradation (zone_id, year, type, dataset_id, evidence_set_id, area_m2)
SELECT t.zone_id, f.year, 'mining_footprint', f.dataset_id, t.evidence_set_id,
       SUM(t.area_cm2) / 1e4
FROM tally t JOIN combination c USING (combination_id)
     JOIN first_year f USING (evidence_set_id), run r
WHERE c.theme = 'total' AND c.to_role IS NOT 'outside'
  AND f.year BETWEEN r.year_from AND r.year_to
GROUP BY t.zone_id, f.year, f.dataset_id, t.evidence_set_id;
