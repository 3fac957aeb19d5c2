-- check: The classes of a map of water add up to all cells of the zone.
-- why: Every cell has one class, in a mine or not; a row is rounded to 1 cm2 once.
WITH total AS (
    SELECT t.zone_id, sum(t.area_cm2) / 1e4 AS m2
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' GROUP BY t.zone_id
),
slack AS (SELECT (SELECT count(*) FROM combination) * 1e-4 AS m2)
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, w.year) AS place,
       printf('%.4f m2 in classes, all cells %.4f m2', sum(w.area_m2), t.m2) AS problem
FROM water_extent w JOIN zone z USING (zone_id) JOIN total t USING (zone_id), slack s
GROUP BY w.zone_id, w.year, w.dataset_id
HAVING abs(sum(w.area_m2) - t.m2) > s.m2 + 1e-12 * t.m2;
