-- Incidents on their way to evidence, or the reason why they are none. Class 4
-- knows the zone that it names only.
-- out: incident_id, reason TEXT or NULL, kind, domain, precision_class,
--      precision_m, year_first, year_last, is_polygon, wkb (EPSG:4326),
--      zone_id, zone_m2
WITH told AS (
    SELECT i.incident_id, i.date_first, i.date_last, i.domain, i.subtype, i.status,
           i.source_type, i.precision_class, i.precision_m, i.geom,
           GeometryType(i.geom) IN ('POLYGON', 'MULTIPOLYGON') AS is_polygon,
           i.place_zone_id AS unit_id
    FROM incident i
)
SELECT incident_id,
       CASE
       WHEN date_first IS NULL THEN 'no date'
       WHEN domain IS NULL AND subtype IS NULL THEN 'no domain'
       WHEN status IN ('refuted', 'acquitted', 'dismissed')
           THEN 'refuted, acquitted or dismissed'
       WHEN precision_class IS NULL THEN 'no precision class'
       WHEN precision_class = 5
           THEN 'precision class 5: too vague for a place, only counted'
       WHEN precision_class = 4 AND z.zone_id IS NULL
           THEN 'precision class 4 without its zone'
       WHEN precision_class BETWEEN 0 AND 3 AND t.geom IS NULL
           THEN 'no coordinates'
       WHEN precision_class = 0 AND is_polygon = 0
           THEN 'precision class 0 without a polygon'
       WHEN precision_class BETWEEN 1 AND 3 AND is_polygon = 0
            AND GeometryType(t.geom) <> 'POINT'
           THEN 'neither a point nor a polygon'
       WHEN precision_class BETWEEN 2 AND 3 AND is_polygon = 1
           THEN 'a polygon of precision class 2 or 3'
       END AS reason,
       CASE
       WHEN source_type = 'court' OR status IN ('convicted', 'appealed')
           THEN 'judicial'
       WHEN source_type IN ('official', 'prosecution', 'police', 'agency')
            OR status IN ('sanctioned', 'charged') THEN 'enforcement'
       ELSE 'incident' END AS kind,
       COALESCE(subtype, domain) AS domain, precision_class, precision_m,
       CAST(substr(date_first, 1, 4) AS INTEGER) AS year_first,
       CAST(substr(COALESCE(date_last, date_first), 1, 4) AS INTEGER) AS year_last,
       is_polygon, ST_AsBinary(t.geom) AS wkb, z.zone_id, z.area_m2
FROM told t LEFT JOIN zone z ON z.zone_id = t.unit_id
WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.incident_id = t.incident_id)
ORDER BY incident_id;
