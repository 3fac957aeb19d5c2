-- check: Adjusted for the accuracy of the map, measures are parts of each other as before; all of a place, type and year is adjusted, or nothing.
-- why: A part that is larger than its whole bounds nothing.
WITH whole AS (
    SELECT *, instr('TOC ORG ILL DEG', measure) AS position FROM attribution
    WHERE domain = '_T' AND tier = '_T' AND measure IN ('DEG', 'ILL', 'ORG', 'TOC')
)
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, a.year) AS place,
       printf('%s: adjusted %s %.6f, %.6f, %.6f m2, %s %.6f, %.6f, %.6f m2',
              a.type, a.measure, a.adjusted_low_m2, a.adjusted_central_m2,
              a.adjusted_high_m2, b.measure, b.adjusted_low_m2,
              b.adjusted_central_m2, b.adjusted_high_m2) AS problem
FROM whole a JOIN whole b USING (zone_id, year, type, dataset_id)
     JOIN zone z USING (zone_id)
WHERE b.position = a.position + 4
  AND (a.adjusted_low_m2 > b.adjusted_low_m2 * (1 + 1e-9)
       OR a.adjusted_central_m2 > b.adjusted_central_m2 * (1 + 1e-9)
       OR a.adjusted_high_m2 > b.adjusted_high_m2 * (1 + 1e-9)
       OR (a.adjusted_central_m2 IS NULL) <> (b.adjusted_central_m2 IS NULL))
UNION ALL
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, a.year),
       printf('%s of %s: adjusted low %.6f, central %.6f, high %.6f m2',
              a.measure, a.type, a.adjusted_low_m2, a.adjusted_central_m2,
              a.adjusted_high_m2)
FROM attribution a JOIN zone z USING (zone_id)
WHERE a.domain = '_T' AND a.tier = '_T'
  AND (a.adjusted_low_m2 > a.adjusted_central_m2 * (1 + 1e-9)
       OR a.adjusted_central_m2 > a.adjusted_high_m2 * (1 + 1e-9))
   OR (a.adjusted_low_m2 IS NULL) <> (a.adjusted_high_m2 IS NULL)
UNION ALL
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, g.year),
       printf('%s is adjusted by a ratio that map_accuracy does not have', g.type)
FROM degradation_adjusted g JOIN zone z USING (zone_id)
     LEFT JOIN map_accuracy m USING (dataset_id, type)
WHERE m.ratio IS NOT g.ratio OR m.synthetic IS NOT 1;
