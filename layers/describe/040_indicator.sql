-- title: Indicators
SELECT i.series, i.indicator, i.title, i.unit_text AS unit,
       min(v.year) AS year_first, max(v.year) AS year_last,
       count(v.value) AS "values", i.caveat
FROM indicator i LEFT JOIN indicator_value v USING (series)
GROUP BY i.series ORDER BY i.indicator, i.series;
