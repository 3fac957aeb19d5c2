-- The zones of a set with all that they are called. Each lies in those zones of
-- the parent set that hold its inner point; key and name of these, ';' between.
-- in:  :zone_set TEXT, :parent_set TEXT (NULL: none)
-- out: zone_id, key, name, parent (NULL: none), area_m2
WITH inner_point AS MATERIALIZED (
    SELECT zone_id, ST_PointOnSurface(geom) AS point
    FROM zone WHERE zone_set = :zone_set AND :parent_set IS NOT NULL
), inside AS MATERIALIZED (
    SELECT i.zone_id, p.key, p.name
    FROM zone p CROSS JOIN inner_point i -- one parent after the other
    WHERE p.zone_set = :parent_set AND MbrContains(p.geom, i.point)
      AND ST_Covers(p.geom, i.point)
), parents AS (
    SELECT zone_id, group_concat(replace(key, ';', ' ') || ';' ||
                                 replace(name, ';', ' '), ';') AS parent
    FROM (SELECT * FROM inside ORDER BY zone_id, key) GROUP BY zone_id
)
SELECT z.zone_id, z.key, z.name, p.parent, z.area_m2
FROM zone z LEFT JOIN parents p USING (zone_id)
WHERE z.zone_set = :zone_set ORDER BY z.zone_id;
