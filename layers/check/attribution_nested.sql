-- check: TOC is no more than ORG, ORG no more than ILL, ILL no more than what was degraded, in each scenario; low is no more than central, central no more than high.
-- why: They are parts of each other; a scenario that is out of order is no bound.
WITH whole AS (
    SELECT zone_id, year, type, dataset_id, low_m2, central_m2, high_m2,
           instr('TOC ORG ILL DEG', measure) AS position, measure
    FROM attribution
    WHERE tier = '_T' AND measure IN ('DEG', 'ILL', 'ORG', 'TOC')
)
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, a.year) AS place,
       printf('%s: %s %.6f, %.6f, %.6f m2, %s %.6f, %.6f, %.6f m2', a.type,
              a.measure, a.low_m2, a.central_m2, a.high_m2,
              b.measure, b.low_m2, b.central_m2, b.high_m2) AS problem
FROM whole a JOIN whole b USING (zone_id, year, type, dataset_id)
     JOIN zone z USING (zone_id)
WHERE b.position = a.position + 4
  AND (a.low_m2 > b.low_m2 * (1 + 1e-9)
       OR a.central_m2 > b.central_m2 * (1 + 1e-9)
       OR a.high_m2 > b.high_m2 * (1 + 1e-9))
UNION ALL
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, a.year),
       printf('%s of %s: low %.6f, central %.6f, high %.6f m2', a.measure, a.type,
              a.low_m2, a.central_m2, a.high_m2)
FROM attribution a JOIN zone z USING (zone_id)
WHERE a.tier = '_T'
  AND (a.low_m2 > a.central_m2 * (1 + 1e-9) OR a.central_m2 > a.high_m2 * (1 + 1e-9));
