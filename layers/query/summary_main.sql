-- The zones where most happened, at most five per set and indicator: sums over
-- the period for areas, the last year for states such as proportions.
WITH total AS (
    SELECT z.zone_set_id, z.zone_set, v.indicator, i.title, i.unit, i.unit_text,
           v.class, z.name,
           CASE WHEN i.level
                THEN (SELECT w.value FROM indicator_value w
                      WHERE w.zone_id = v.zone_id AND w.series = v.series
                        AND w.measure = v.measure AND w.scenario = v.scenario
                        AND w.value IS NOT NULL ORDER BY w.year DESC LIMIT 1)
                ELSE SUM(v.value) END AS value,
           CASE WHEN i.level
                THEN (SELECT w.low FROM indicator_value w
                      WHERE w.zone_id = v.zone_id AND w.series = v.series
                        AND w.measure = v.measure AND w.scenario = v.scenario
                        AND w.value IS NOT NULL ORDER BY w.year DESC LIMIT 1)
                ELSE SUM(v.low) END AS low,
           CASE WHEN i.level
                THEN (SELECT w.high FROM indicator_value w
                      WHERE w.zone_id = v.zone_id AND w.series = v.series
                        AND w.measure = v.measure AND w.scenario = v.scenario
                        AND w.value IS NOT NULL ORDER BY w.year DESC LIMIT 1)
                ELSE SUM(v.high) END AS high,
           i.level, MIN(v.year) AS y0, MAX(v.year) AS y1
    FROM indicator_value v JOIN zone z USING (zone_id)
         JOIN indicator i ON i.series = v.series AND i.main = 1
    WHERE v.value IS NOT NULL AND v.scenario = 'central'
      AND v.measure IN ('OBS', 'DEG')
    GROUP BY v.series, z.zone_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY indicator, zone_set_id
                                 ORDER BY abs(value) DESC, name) AS rank
    FROM total WHERE value IS NOT NULL
)
SELECT indicator, title, zone_set, unit, unit_text, class, name, value, low, high, y0, y1, level
FROM ranked WHERE rank <= 5 AND abs(value) > 0
ORDER BY CASE WHEN indicator GLOB '[0-9]*' THEN 0 ELSE 1 END, indicator,
         zone_set_id, rank;
