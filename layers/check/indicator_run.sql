-- check: A figure tells the run that it comes from.
SELECT printf('%s of zone %d in %d', series, zone_id, year) AS place,
       printf('run %s', coalesce(run_id, 'not told')) AS problem
FROM indicator_value
WHERE run_id IS NULL OR run_id NOT IN (SELECT run_id FROM run);
