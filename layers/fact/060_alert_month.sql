-- Alerts of the period by month and confidence. The label of the class holds
-- both: 2023-05 high.
INSERT INTO alert_month (zone_id, dataset_id, month, year, confidence,
                         evidence_set_id, area_m2, cells)
SELECT t.zone_id, c.dataset_id, substr(c.to_label, 1, 7), c.year,
       COALESCE(NULLIF(substr(c.to_label, 9), ''), 'not graded') AS confidence,
       t.evidence_set_id, SUM(t.area_cm2) / 1e4, SUM(t.cells)
FROM tally t JOIN combination c USING (combination_id), run r
WHERE c.theme = 'dated-alerts' AND c.to_role = 'alert'
  AND c.year BETWEEN r.year_from AND r.year_to
GROUP BY t.zone_id, c.dataset_id, substr(c.to_label, 1, 7), confidence,
         t.evidence_set_id;
