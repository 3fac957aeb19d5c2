-- title: Names of places
SELECT dataset, outcome, count(*) AS names, sum(nrows) AS rows,
       sum(nrefused) AS refused
FROM place_match GROUP BY dataset_id, outcome ORDER BY dataset_id, outcome;
