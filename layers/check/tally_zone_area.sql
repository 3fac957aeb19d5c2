-- check: The cells of a zone, nodata and outside included, add up to its area.
-- why: Both are the area of the same polygon, once by cells and once by its border; the border is followed to 1e-4 of a cell, which 1e-6 of the area covers. Not asked of areas taken on the plane of the grid.
WITH total AS (
    SELECT t.zone_id, sum(t.area_cm2) AS cm2
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' GROUP BY t.zone_id
)
SELECT printf('zone %s/%s', z.zone_set, z.key) AS place,
       printf('cells add up to %.4f m2, the zone has %.4f m2',
              coalesce(cm2, 0) / 1e4, z.area_m2) AS problem
FROM zone z LEFT JOIN total USING (zone_id)
WHERE EXISTS (SELECT 1 FROM total)
  AND NOT EXISTS (SELECT 1 FROM parameter
                  WHERE name = 'area.method' AND value = 'planar')
  AND abs(coalesce(cm2, 0) / 1e4 - z.area_m2) > 1e-6 * z.area_m2;
