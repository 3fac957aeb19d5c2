-- check: An official value is shown as it was given, between its bounds.
SELECT printf('%s of %s in %d', series, area, year) AS place,
       printf('value %s, low %s, high %s', value, coalesce(low, 'none'),
              coalesce(high, 'none')) AS problem
FROM context_value
WHERE low > value OR high < value
UNION ALL
SELECT printf('%s of zone %d in %d', v.series, v.zone_id, v.year),
       printf('%s is no official value of that year', v.value)
FROM indicator_value v JOIN indicator i USING (series)
WHERE v.class = 'context' AND i.inputs = 'official-values'
  AND NOT EXISTS (SELECT 1 FROM context_value c
                  WHERE c.indicator = v.indicator AND c.year = v.year
                    AND c.value = v.value);
