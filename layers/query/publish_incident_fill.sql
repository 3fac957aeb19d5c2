-- in: nothing
INSERT INTO "{table}" (incident_id, dataset, key, name, year_start, year_end,
                       sensitivity, geom)
SELECT incident_id, dataset, key, name, date_first,
       COALESCE(date_last, date_first), sensitivity,
       CASE GeometryType(geom) WHEN 'POINT' THEN geom
            ELSE PointOnSurface(geom) END
FROM incident
WHERE geom IS NOT NULL AND coalesce(precision_class, 0) < 4
  AND incident_id NOT IN (SELECT incident_id FROM incident_disc)
ORDER BY incident_id;
