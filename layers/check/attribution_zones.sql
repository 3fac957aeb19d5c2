-- check: What the zones of a set have of an amount is what the sets of evidence have of it.
-- why: Zones, added up, must give the figure of the land that they make up.
WITH direct AS (
    SELECT z.zone_set_id, d.year, d.type, d.dataset_id, v.measure,
           sum(d.area_m2 * v.central) AS m2
    FROM degradation d JOIN zone z USING (zone_id)
         JOIN set_value v USING (evidence_set_id, type, year)
    WHERE v.tier = '_T'
    GROUP BY z.zone_set_id, d.year, d.type, d.dataset_id, v.measure
    UNION ALL
    SELECT z.zone_set_id, d.year, d.type, d.dataset_id, 'DEG', sum(d.area_m2)
    FROM degradation d JOIN zone z USING (zone_id)
    WHERE EXISTS (SELECT 1 FROM attribution)
    GROUP BY z.zone_set_id, d.year, d.type, d.dataset_id
),
added AS (
    SELECT z.zone_set_id, a.year, a.type, a.dataset_id, a.measure,
           sum(a.central_m2) AS m2
    FROM attribution a JOIN zone z USING (zone_id)
    WHERE a.tier = '_T' AND a.measure <> 'UNDETERMINED'
    GROUP BY z.zone_set_id, a.year, a.type, a.dataset_id, a.measure
)
SELECT printf('zone set %s in %d', s.name, coalesce(a.year, d.year)) AS place,
       printf('%s of %s: zones %.6f m2, sets of evidence %.6f m2',
              coalesce(a.measure, d.measure), coalesce(a.type, d.type),
              coalesce(a.m2, 0), coalesce(d.m2, 0)) AS problem
FROM added a FULL JOIN direct d USING (zone_set_id, year, type, dataset_id, measure)
     JOIN zone_set s USING (zone_set_id)
WHERE abs(coalesce(a.m2, 0) - coalesce(d.m2, 0))
      > 1e-9 * coalesce(d.m2, 0) + 1e-6;
