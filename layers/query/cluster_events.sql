-- Incidents whose place and day are known well enough to compare: precision
-- class 0 to 3, a date to the day or a range of at most a month.
-- out: incident_id, longitude, latitude, radius in m, first and last day,
-- group, case (0: none)
WITH placed AS (
    SELECT *, CASE WHEN GeometryType(geom) = 'POINT' THEN geom
                   ELSE Centroid(geom) END AS at
    FROM incident
    WHERE geom IS NOT NULL AND precision_class <= 3 AND domain IS NOT NULL
      AND date_precision IN ('day', 'range')
      AND julianday(date_last) - julianday(date_first) <= 31
)
SELECT incident_id, X(at), Y(at),
       coalesce(min(precision_m, 10000.0), CASE precision_class
           WHEN 2 THEN 2500.0 WHEN 3 THEN 10000.0 ELSE 0.0 END),
       CAST(julianday(date_first) AS INTEGER),
       CAST(julianday(date_last) AS INTEGER),
       (SELECT vocabulary_id FROM vocabulary v
        WHERE v.list = 'domain' AND v.code = p.domain),
       CASE WHEN case_id = '' THEN 0 ELSE
           (SELECT min(j.incident_id) FROM incident j
            WHERE j.case_id = p.case_id AND j.case_id <> '') END
FROM placed p ORDER BY incident_id;
