-- check: Land that is judged has all that its status follows from, and recent degradation is all booked.
-- why: Status 2 is one type of degradation or the other; sums of areas rounded to 1 cm2 are exact in doubles here.
WITH status AS (
    SELECT t.zone_id, SUM(t.area_cm2) / 1e4 AS m2
    FROM land_change l JOIN tally t USING (combination_id), run r
    WHERE l.status = 2 AND l.is_land
      AND COALESCE(l.event_year, l.year) BETWEEN r.year_from AND r.year_to
    GROUP BY t.zone_id
),
booked AS (
    SELECT zone_id, SUM(area_m2) AS m2 FROM degradation
    WHERE type IN ('land_degradation', 'productivity_decline')
    GROUP BY zone_id
)
SELECT printf('combination %d', combination_id) AS place,
       printf('status %s, baseline %s, since %s', coalesce(status, 'none'),
              coalesce(base, 'unknown'), coalesce(last, 'unknown')) AS problem
FROM land_change
WHERE (status IS NULL) <> (base IS NULL OR last IS NULL)
   OR (last = -1) <> (status IN (1, 2))
UNION ALL
SELECT printf('zone %s/%s', z.zone_set, z.key),
       printf('%.4f m2 recently degraded, %.4f m2 booked', s.m2, coalesce(b.m2, 0))
FROM status s JOIN zone z USING (zone_id) LEFT JOIN booked b USING (zone_id)
WHERE abs(coalesce(b.m2, 0) - s.m2) > 1e-3 + 1e-12 * s.m2;
