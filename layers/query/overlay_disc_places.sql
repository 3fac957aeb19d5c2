-- Incidents that can be drawn as an area: a polygon as it was reported, or a
-- point and how far off it may be. Where only the class is told, the radius is
-- that of the class: 122 m holds 95 percent of a position with a standard
-- deviation of 50 m; 2.5 and 10 km are assumed.
-- out: incident_id INTEGER, radius_m REAL (0: polygon), assumed 0 or 1,
--      longitude, latitude, wkb BLOB (polygons)
SELECT incident_id,
       CASE WHEN GeometryType(geom) <> 'POINT' THEN 0
            ELSE COALESCE(precision_m, CASE precision_class
                     WHEN 1 THEN 122 WHEN 2 THEN 2500 WHEN 3 THEN 10000 END)
       END AS radius_m,
       GeometryType(geom) = 'POINT' AND precision_m IS NULL AS assumed,
       X(geom), Y(geom),
       CASE WHEN GeometryType(geom) <> 'POINT' THEN ST_AsBinary(geom) END
FROM incident
WHERE geom IS NOT NULL AND precision_class IS NOT 5
  AND (GeometryType(geom) IN ('POLYGON', 'MULTIPOLYGON')
       OR (GeometryType(geom) = 'POINT'
           AND (precision_m IS NOT NULL OR precision_class BETWEEN 1 AND 3)))
ORDER BY incident_id;
