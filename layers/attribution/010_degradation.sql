-- What is to be explained: all that was degraded.
INSERT INTO attribution (zone_id, year, type, dataset_id, measure, domain, tier,
                         low_m2, central_m2, high_m2)
SELECT zone_id, year, type, dataset_id, 'DEG', '_T', '_T',
       sum(area_m2), sum(area_m2), sum(area_m2)
FROM degradation
GROUP BY zone_id, year, type, dataset_id;
