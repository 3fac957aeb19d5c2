-- title: Official values
SELECT v.indicator || ' ' || v.series AS series, v.unit, v.dataset,
       count(*) AS "values", min(v.year) AS year_first, max(v.year) AS year_last,
       count(*) - count((SELECT min(c.zone_id) FROM context_zone c
                         WHERE c.context_value_id = v.context_value_id)) AS without_zone
FROM context_value v
GROUP BY v.indicator, v.series, v.dataset ORDER BY v.indicator, v.series, v.dataset;
