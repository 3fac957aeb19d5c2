-- Areas as the accuracy of their map has them: times the ratio of its region,
-- with its 95 % limits.
DELETE FROM degradation_adjusted;
INSERT INTO degradation_adjusted (zone_id, year, type, dataset_id, area_m2,
    ratio, low_m2, central_m2, high_m2, n_sample, kind)
SELECT a.zone_id, a.year, a.type, a.dataset_id, a.central_m2, m.ratio,
       a.central_m2 * m.ratio_low, a.central_m2 * m.ratio,
       a.central_m2 * m.ratio_high, m.n, m.kind
FROM attribution a JOIN map_accuracy m USING (dataset_id, type)
WHERE a.measure = 'DEG' AND m.synthetic = 1;
