-- check: In one year no type of degradation covers more than all cells of the zone.
-- why: A cell changes once a year at most. The part after unobserved years is a part of the whole.
WITH total AS (
    SELECT t.zone_id, sum(t.area_cm2) / 1e4 AS m2
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' GROUP BY t.zone_id
),
slack AS (SELECT (SELECT count(*) FROM combination) * 1e-4 AS m2)
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, d.year) AS place,
       printf('%s %.4f m2 (%.4f after a gap), all cells %.4f m2', d.type,
              sum(d.area_m2), sum(d.after_gap_m2), coalesce(t.m2, 0)) AS problem
FROM degradation d JOIN zone z USING (zone_id) LEFT JOIN total t USING (zone_id),
     slack s
GROUP BY d.zone_id, d.year, d.type, d.dataset_id
HAVING sum(d.area_m2) > coalesce(t.m2, 0) + s.m2
    OR sum(d.after_gap_m2) > sum(d.area_m2) + s.m2
    OR min(d.after_gap_m2) < 0;
