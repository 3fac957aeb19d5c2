-- The widest come first, so that small ones are drawn over them. What is known
-- by the name of its zone only (class 4) is that zone, hatched.
WITH area AS (
    SELECT incident_id, NULLIF(radius_m, 0) AS radius_m, assumed,
           CASE WHEN radius_m > 0 THEN 2 * radius_m
                ELSE 111000 * sqrt(Area(geom)) END AS wide_m, geom
    FROM incident_disc WHERE geom IS NOT NULL
    UNION ALL
    SELECT i.incident_id, NULL, 1, sqrt(z.area_m2), z.geom
    FROM incident i JOIN zone z ON z.zone_id = i.place_zone_id
    WHERE i.geom IS NULL AND i.precision_class = 4
)
INSERT INTO "{table}" (incident_id, dataset, key, name, domain, domain_name,
                       year_start, year_end, precision_class, radius_m, assumed,
                       wide_m, sensitivity, geom)
SELECT incident_id, dataset, key, name, domain,
       (SELECT title_en FROM vocabulary v WHERE v.list = 'domain' AND v.code = domain),
       date_first, COALESCE(date_last, date_first), precision_class,
       radius_m, assumed, wide_m, sensitivity, a.geom
FROM area a JOIN incident i USING (incident_id)
ORDER BY wide_m DESC, incident_id;
