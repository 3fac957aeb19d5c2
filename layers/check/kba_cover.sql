-- check: What is covered of key biodiversity areas does not shrink, and its bounds hold it.
-- why: Areas are only ever established; 1e-6 for sums in another order.
SELECT printf('area %d in %d', c.kba_id, c.year) AS place,
       printf('%.4f m2 covered, %.4f to %.4f, %.4f the year before', c.covered_m2,
              c.low_m2, c.high_m2, coalesce(b.covered_m2, 0)) AS problem
FROM kba_cover c LEFT JOIN kba_cover b ON b.kba_id = c.kba_id AND b.year = c.year - 1
WHERE c.low_m2 > c.covered_m2 * (1 + 1e-6) OR c.covered_m2 > c.high_m2 * (1 + 1e-6)
   OR coalesce(b.covered_m2, 0) > c.covered_m2 * (1 + 1e-6)
UNION ALL
SELECT printf('zone %d in %d, %s', zone_id, year, ecosystem),
       printf('%.6f percent, %.6f to %.6f', percent, low, high)
FROM kba_coverage
WHERE low > percent * (1 + 1e-6) OR percent > high * (1 + 1e-6);
