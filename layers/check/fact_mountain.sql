-- check: Green and unseen cover lie within the mountains, degraded mountains are booked once, and states follow from changes.
-- why: Sums of areas rounded to 1 cm2 are exact in doubles here.
WITH fresh AS (
    SELECT t.zone_id, SUM(t.area_cm2) / 1e4 AS m2
    FROM mountain_change m JOIN tally t USING (combination_id), run r
    WHERE m.is_new AND m.year BETWEEN r.year_from AND r.year_to
    GROUP BY t.zone_id
),
booked AS (
    SELECT zone_id, SUM(area_m2) AS m2 FROM degradation
    WHERE type = 'mountain_degradation'
    GROUP BY zone_id
)
SELECT printf('zone %d, %d, %s', zone_id, year, belt) AS place,
       printf('%.4f m2 green and %.4f m2 unseen of %.4f m2 of mountains', green_m2,
              unseen_m2, mountain_m2) AS problem
FROM mountain_cover
WHERE green_m2 + unseen_m2 > mountain_m2 * (1 + 1e-12) + 1e-3
UNION ALL
SELECT printf('combination %d, %d', combination_id, year),
       printf('state %s after change %s', coalesce(state, 'unknown'),
              coalesce(change, 'unknown'))
FROM mountain_change
WHERE (change IS NULL AND state IS NOT NULL) OR (change = -1 AND state > -1)
   OR (is_new AND (change IS NOT -1 OR state IS NOT -1))
UNION ALL
SELECT printf('zone %s/%s', z.zone_set, z.key),
       printf('%.4f m2 of mountains degraded, %.4f m2 booked', f.m2, coalesce(b.m2, 0))
FROM fresh f JOIN zone z USING (zone_id) LEFT JOIN booked b USING (zone_id)
WHERE abs(coalesce(b.m2, 0) - f.m2) > 1e-3 + 1e-12 * f.m2;
