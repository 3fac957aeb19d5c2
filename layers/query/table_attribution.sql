-- Areas with evidence by zone and year; adjusted for the accuracy of the map where
-- it is known, and with the interval of the draws.
SELECT z.zone_set, z.key AS zone_key, z.name AS zone_name, a.year, a.type,
       d.id AS dataset, a.measure, a.domain, a.tier, a.low_m2 / 1e4 AS low_ha,
       a.central_m2 / 1e4 AS central_ha, a.high_m2 / 1e4 AS high_ha,
       a.adjusted_low_m2 / 1e4 AS adjusted_low_ha,
       a.adjusted_central_m2 / 1e4 AS adjusted_central_ha,
       a.adjusted_high_m2 / 1e4 AS adjusted_high_ha,
       i.mean_m2 / 1e4 AS mean_ha, i.sd_m2 / 1e4 AS sd_ha,
       i.p05_m2 / 1e4 AS p05_ha, i.p50_m2 / 1e4 AS p50_ha, i.p95_m2 / 1e4 AS p95_ha
FROM attribution a JOIN zone z USING (zone_id) JOIN dataset d USING (dataset_id)
     LEFT JOIN attribution_interval i
     ON i.zone_id = a.zone_id AND i.span = 'year' AND i.year = a.year
        AND i.type = a.type AND i.dataset_id = a.dataset_id
        AND i.measure = a.measure AND a.domain = '_T' AND a.tier = '_T'
ORDER BY z.zone_id, a.type, a.dataset_id, a.year, a.measure, a.domain, a.tier;
