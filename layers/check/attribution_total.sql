-- check: Totals of draws are the sums of their zones, and what the sensitivity starts from is what is attributed.
-- why: They were drawn together, so their means add up; a total that does not is of something else.
SELECT printf('zone set %s', s.name) AS place,
       printf('%s of %s: mean %.6f m2, its zones %.6f m2', t.measure, t.type,
              t.mean_m2, coalesce(sum(i.mean_m2), 0)) AS problem
FROM attribution_total t JOIN zone_set s USING (zone_set_id)
     JOIN zone z ON z.zone_set_id = t.zone_set_id
     LEFT JOIN attribution_interval i ON i.zone_id = z.zone_id AND i.span = 'period'
          AND i.type = t.type AND i.dataset_id = t.dataset_id
          AND i.measure = t.measure
GROUP BY t.zone_set_id, t.type, t.dataset_id, t.measure
HAVING abs(t.mean_m2 - coalesce(sum(i.mean_m2), 0)) > 1e-9 * t.mean_m2 + 1e-6
UNION ALL
SELECT printf('zone set %s', s.name),
       printf('%s of %s: the sensitivity starts from %.6f m2, attributed are %.6f m2',
              b.measure, b.type, b.base_m2, coalesce(sum(a.m2), 0))
FROM (SELECT DISTINCT zone_set_id, type, dataset_id, measure, base_m2
      FROM sensitivity) b
     JOIN zone_set s USING (zone_set_id)
     JOIN zone z ON z.zone_set_id = b.zone_set_id
     LEFT JOIN (SELECT a.zone_id, a.type, a.dataset_id, a.measure,
                       a.central_m2 * coalesce(m.ratio, 1) AS m2
                FROM attribution a
                     LEFT JOIN map_accuracy m ON m.dataset_id = a.dataset_id
                          AND m.type = a.type AND m.synthetic = 1
                WHERE a.domain = '_T' AND a.tier = '_T') a
          ON a.zone_id = z.zone_id AND a.type = b.type
             AND a.dataset_id = b.dataset_id AND a.measure = b.measure
GROUP BY b.zone_set_id, b.type, b.dataset_id, b.measure, b.base_m2
HAVING abs(b.base_m2 - coalesce(sum(a.m2), 0)) > 1e-5 * b.base_m2 + 0.01;
