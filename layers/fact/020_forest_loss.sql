-- Forest loss from yearly land cover: forest in the last year observed, other
-- land now. Loss of forest that had been lost before and grown back is kept
-- apart (forest_reloss). Loss after unobserved years is booked to the year in
-- which it is first seen, and its area told in after_gap_m2.
INSERT INTO degradation (zone_id, year, type, dataset_id, evidence_set_id,
                         area_m2, after_gap_m2)
SELECT t.zone_id, c.year,
       CASE WHEN c.history & 1 THEN 'forest_reloss' ELSE 'forest_loss' END AS type,
       c.dataset_id, t.evidence_set_id, SUM(t.area_cm2) / 1e4,
       COALESCE(SUM(t.area_cm2) FILTER (WHERE c.history & 4), 0) / 1e4
FROM tally t JOIN combination c USING (combination_id), run r
WHERE c.theme = 'land-cover' AND c.from_role = 'forest'
  AND (c.to_role IS NULL OR c.to_role NOT IN ('forest', 'nodata', 'outside'))
  AND c.year BETWEEN r.year_from AND r.year_to
GROUP BY t.zone_id, c.year, type, c.dataset_id, t.evidence_set_id;
