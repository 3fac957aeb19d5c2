-- title: Indicators
SELECT i.series, i.indicator, i.title,
       coalesce((SELECT group_concat(class, ', ') FROM
                    (SELECT DISTINCT class FROM indicator_value w
                     WHERE w.series = i.series ORDER BY class)), '') AS class,
       i.unit_text AS unit,
       min(v.year) AS year_first, max(v.year) AS year_last,
       count(v.value) AS "values", i.tier, i.custodian, i.verified_on, i.caveat
FROM indicator i LEFT JOIN indicator_value v USING (series)
GROUP BY i.series ORDER BY i.indicator, i.series;
