-- check: Forest, water, mining and unobserved land fit into the mapped part of a zone, which with the rest is all its cells.
-- why: Each figure is a sum of rounded rows, so one row's rounding each is allowed for.
WITH total AS (
    SELECT t.zone_id, sum(t.area_cm2) / 1e4 AS m2
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' GROUP BY t.zone_id
),
slack AS (SELECT (SELECT count(*) FROM combination) * 1e-4 AS m2)
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, f.year) AS place,
       printf('forest %.4f + water %.4f + mining %.4f + unseen %.4f m2; mapped '
              || '%.4f + outside %.4f m2; all cells %.4f m2', f.forest_m2,
              f.water_m2, f.mining_m2, f.unseen_m2, f.mapped_m2, f.outside_m2,
              t.m2) AS problem
FROM forest f JOIN zone z USING (zone_id) JOIN total t USING (zone_id), slack s
WHERE f.forest_m2 + f.water_m2 + f.mining_m2 + f.unseen_m2 > f.mapped_m2 + s.m2
   OR abs(f.mapped_m2 + f.outside_m2 - t.m2) > s.m2;
