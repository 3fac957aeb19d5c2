-- check: Dates of incidents and evidence are ISO days, the first not after the last, the year that of the first.
-- why: Adding no days makes SQLite see that 30 February is none.
WITH dated AS (
    SELECT 'incident' AS t, dataset, key, date_first, date_last, NULL AS year
    FROM incident
    UNION ALL
    SELECT 'evidence', dataset, key, date_first, date_last, year FROM evidence
)
SELECT printf('%s %s/%s', t, dataset, key) AS place,
       printf('first %s, last %s, year %s', coalesce(date_first, 'none'),
              coalesce(date_last, 'none'), coalesce(year, 'none')) AS problem
FROM dated
WHERE date_first IS NOT date(date_first, '+0 days')
   OR date_last IS NOT date(date_last, '+0 days')
   OR date_first > date_last
   OR year <> CAST(substr(date_first, 1, 4) AS INTEGER);
