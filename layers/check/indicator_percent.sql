-- check: A percentage is between 0 and 100.
-- why: 1e-9 for the last digit of a quotient of equal sums. A rate of change is no share and has another unit text.
SELECT printf('%s of zone %d in %d', v.series, v.zone_id, v.year) AS place,
       printf('%.17g percent', v.value) AS problem
FROM indicator_value v JOIN indicator i USING (series)
WHERE v.unit = 'PT' AND i.unit_text LIKE 'percent of%'
  AND v.value NOT BETWEEN -1e-9 AND 100 + 1e-9;
