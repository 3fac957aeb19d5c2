-- New mining from yearly land cover or yearly masks: any other observed class
-- before, mining now. Land mined before is kept apart (mining_again).
INSERT INTO degradation (zone_id, year, type, dataset_id, evidence_set_id,
                         area_m2, after_gap_m2)
SELECT t.zone_id, c.year,
       CASE WHEN c.history & 2 THEN 'mining_again' ELSE 'mining_new' END AS type,
       c.dataset_id, t.evidence_set_id, SUM(t.area_cm2) / 1e4,
       COALESCE(SUM(t.area_cm2) FILTER (WHERE c.history & 4), 0) / 1e4
FROM tally t JOIN combination c USING (combination_id), run r
WHERE c.theme IN ('land-cover', 'mining-mask') AND c.to_role = 'mining'
  AND c.from_label IS NOT NULL AND c.from_role IS NOT 'mining'
  AND c.year BETWEEN r.year_from AND r.year_to
GROUP BY t.zone_id, c.year, type, c.dataset_id, t.evidence_set_id;
