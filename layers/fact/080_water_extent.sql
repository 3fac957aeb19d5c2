-- SDG 6.6.1: surface water by what became of it, in mines and elsewhere. A cell
-- is in a mine where the map of mines says so, or a mapped footprint of the year
-- or before covers it. Lost permanent water is degradation, in the last year of
-- the time compared.
WITH footprint AS (
    SELECT s.evidence_set_id, MIN(e.year) AS year
    FROM evidence_set s JOIN evidence e USING (evidence_id)
    WHERE e.kind = 'mining-footprint' AND e.year IS NOT NULL
    GROUP BY s.evidence_set_id
)
INSERT INTO water_extent (zone_id, year, dataset_id, transition, is_mine, area_m2)
SELECT t.zone_id, c.year, w.dataset_id,
       CASE WHEN w.role IN ('nodata', 'outside') THEN w.role ELSE w.label END AS transition,
       COALESCE(m.role = 'mining', 0) OR COALESCE(f.year <= c.year, 0) AS is_mine,
       SUM(t.area_cm2) / 1e4
FROM combination c JOIN tally t USING (combination_id)
     JOIN combination_part w ON w.combination_id = c.combination_id
          AND w.part = 'transition'
     LEFT JOIN combination_part m ON m.combination_id = c.combination_id
          AND m.part = 'mining'
     LEFT JOIN footprint f ON f.evidence_set_id = t.evidence_set_id
WHERE c.theme = 'water-transition'
GROUP BY t.zone_id, c.year, w.dataset_id, transition, is_mine;
INSERT INTO degradation (zone_id, year, type, dataset_id, evidence_set_id, area_m2)
SELECT t.zone_id, c.year, 'water_change', w.dataset_id, t.evidence_set_id,
       SUM(t.area_cm2) / 1e4
FROM combination c JOIN tally t USING (combination_id)
     JOIN combination_part w ON w.combination_id = c.combination_id
          AND w.part = 'transition', run r
WHERE c.theme = 'water-transition' AND w.label = 'lost permanent'
  AND c.year BETWEEN r.year_from AND r.year_to
GROUP BY t.zone_id, c.year, w.dataset_id, t.evidence_set_id;
