-- check: A zone has a geometry and its set's name.
SELECT printf('zone %s/%s', z.zone_set, z.key) AS place,
       CASE WHEN z.geom IS NULL THEN 'has no geometry'
            ELSE printf('is of the set %s', s.name) END AS problem
FROM zone z JOIN zone_set s USING (zone_set_id)
WHERE z.geom IS NULL OR z.zone_set <> s.name;
