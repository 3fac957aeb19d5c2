-- What evidence explains: the area of each set times its share. The order of
-- the sum is fixed, so that its last digit is.
INSERT INTO attribution (zone_id, year, type, dataset_id, measure, domain, tier,
                         low_m2, central_m2, high_m2)
WITH part AS MATERIALIZED (
    SELECT d.zone_id, d.year, d.type, d.dataset_id, v.measure, v.domain, v.tier,
           d.evidence_set_id, d.area_m2 * v.low AS low,
           d.area_m2 * v.central AS central, d.area_m2 * v.high AS high
    FROM degradation d CROSS JOIN set_value v
         ON v.evidence_set_id = d.evidence_set_id AND v.type = d.type
            AND v.year = d.year
    ORDER BY d.zone_id, d.year, d.type, d.dataset_id, v.measure, v.domain,
             v.tier, d.evidence_set_id
)
SELECT zone_id, year, type, dataset_id, measure, domain, tier,
       sum(low), sum(central), sum(high)
FROM part
GROUP BY zone_id, year, type, dataset_id, measure, domain, tier;
