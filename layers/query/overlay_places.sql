-- Where incidents count: their point, or one inside of their polygon. What is
-- known to a province only counts nowhere.
-- out: incident_id INTEGER, longitude REAL, latitude REAL, first day, last day
WITH place AS (
    SELECT incident_id, date_first, date_last,
           CASE GeometryType(geom) WHEN 'POINT' THEN geom
                ELSE COALESCE(PointOnSurface(geom), Centroid(geom)) END AS p
    FROM incident
    WHERE geom IS NOT NULL AND precision_class IS NOT 5
)
SELECT incident_id, X(p), Y(p), date_first, date_last FROM place
WHERE p IS NOT NULL ORDER BY incident_id;
