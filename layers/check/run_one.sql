-- check: A store is of one run.
SELECT 'table run' AS place, printf('%d rows', count(*)) AS problem
FROM run HAVING count(*) <> 1;
