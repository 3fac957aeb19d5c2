-- check: A figure lies between its bounds; one that was computed has both.
-- why: 1e-9 of the figure for the order in which its parts were multiplied.
SELECT printf('%s of zone %d in %d', series, zone_id, year) AS place,
       printf('low %s, value %s, high %s', coalesce(low, 'none'), value,
              coalesce(high, 'none')) AS problem
FROM indicator_value
WHERE low > value + 1e-9 * abs(value) OR high < value - 1e-9 * abs(value)
   OR low > high + 1e-9 * abs(high)
   OR (value IS NOT NULL AND class <> 'context' AND (low IS NULL OR high IS NULL));
