-- check: The parts of an amount by domain and tier add up to it; with evidence of illegality, with evidence of legality and undetermined add up to what was degraded.
-- why: An area that is booked twice, or nowhere, makes the table wrong as a whole.
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, a.year) AS place,
       printf('%s of %s: %.6f m2, its parts %.6f m2', a.measure, a.type,
              a.central_m2, coalesce(p.central_m2, 0)) AS problem
FROM attribution a JOIN zone z USING (zone_id)
     LEFT JOIN (SELECT zone_id, year, type, dataset_id, measure,
                       sum(low_m2) AS low_m2, sum(central_m2) AS central_m2,
                       sum(high_m2) AS high_m2
                FROM attribution WHERE tier <> '_T'
                GROUP BY zone_id, year, type, dataset_id, measure) p
         USING (zone_id, year, type, dataset_id, measure)
WHERE a.tier = '_T' AND a.measure IN ('ILL', 'ORG', 'TOC', 'LEGAL')
  AND (abs(a.central_m2 - coalesce(p.central_m2, 0)) > 1e-9 * a.central_m2 + 1e-6
       OR abs(a.low_m2 - coalesce(p.low_m2, 0)) > 1e-9 * a.low_m2 + 1e-6
       OR abs(a.high_m2 - coalesce(p.high_m2, 0)) > 1e-9 * a.high_m2 + 1e-6)
UNION ALL
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, a.year),
       printf('%s: ILL, LEGAL and UNDETERMINED are %.6f m2, degraded %.6f m2',
              a.type,
              sum(a.central_m2) FILTER (WHERE measure IN ('ILL', 'LEGAL', 'UNDETERMINED')),
              sum(a.central_m2) FILTER (WHERE measure = 'DEG'))
FROM attribution a JOIN zone z USING (zone_id)
WHERE a.domain = '_T' AND a.tier = '_T'
GROUP BY a.zone_id, a.year, a.type, a.dataset_id
HAVING count(*) <> 6
    OR abs(sum(a.central_m2) FILTER (WHERE measure IN ('ILL', 'LEGAL', 'UNDETERMINED'))
           - sum(a.central_m2) FILTER (WHERE measure = 'DEG'))
       > 1e-9 * sum(a.central_m2) FILTER (WHERE measure = 'DEG') + 1e-6;
