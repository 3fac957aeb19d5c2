-- The widest come first, so that small ones are drawn over them.
INSERT INTO "{table}" (incident_id, dataset, key, name, domain, domain_name,
                       year_start, year_end, precision_class, radius_m, assumed,
                       wide_m, sensitivity, geom)
SELECT incident_id, dataset, key, name, domain,
       (SELECT title_en FROM vocabulary v WHERE v.list = 'domain' AND v.code = domain),
       date_first, COALESCE(date_last, date_first), precision_class,
       NULLIF(radius_m, 0), assumed,
       CASE WHEN radius_m > 0 THEN 2 * radius_m
            ELSE 111000 * sqrt(Area(a.geom)) END AS wide_m,
       sensitivity, a.geom
FROM incident_disc a JOIN incident i USING (incident_id)
WHERE a.geom IS NOT NULL ORDER BY wide_m DESC, incident_id;
