-- out: as the view, with numbers of the reader's size
SELECT zone_set, type, dataset, step, measure, domain, tier,
       round(low_ha, 3) AS low_ha, round(central_ha, 3) AS central_ha,
       round(high_ha, 3) AS high_ha, reason
FROM attribution_step;
