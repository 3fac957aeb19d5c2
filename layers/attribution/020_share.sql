-- What evidence explains: the area of each set times its share. The order in
-- which rows come is fixed by the join, so that the last digit of the sum is.
INSERT INTO attribution (zone_id, year, type, dataset_id, measure, domain, tier,
                         low_m2, central_m2, high_m2)
SELECT d.zone_id, d.year, d.type, d.dataset_id, v.measure, v.domain, v.tier,
       sum(d.area_m2 * v.low), sum(d.area_m2 * v.central), sum(d.area_m2 * v.high)
FROM degradation d CROSS JOIN set_value v
     ON v.evidence_set_id = d.evidence_set_id AND v.type = d.type
        AND v.year = d.year
GROUP BY d.zone_id, d.year, d.type, d.dataset_id, v.measure, v.domain, v.tier;
