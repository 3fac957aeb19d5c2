-- Areas as the accuracy of their map has them: times the ratio of its region,
-- with its 95 % limits, and no more than the zone.
DELETE FROM degradation_adjusted;
INSERT INTO degradation_adjusted (zone_id, year, type, dataset_id, area_m2,
    ratio, low_m2, central_m2, high_m2, n_sample, kind)
SELECT a.zone_id, a.year, a.type, a.dataset_id, a.central_m2, m.ratio,
       min(a.central_m2 * m.ratio_low, max(z.area_m2, a.central_m2)),
       min(a.central_m2 * m.ratio, max(z.area_m2, a.central_m2)),
       min(a.central_m2 * m.ratio_high, max(z.area_m2, a.central_m2)),
       m.n, m.kind
FROM attribution a JOIN map_accuracy m USING (dataset_id, type)
     JOIN zone z USING (zone_id)
WHERE a.measure = 'DEG' AND m.synthetic = 1;
