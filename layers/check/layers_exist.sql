-- check: Every layer in the list of layers is a registered spatial table.
SELECT printf('layer %s', name) AS place,
       'is listed, but there is no such spatial table' AS problem
FROM layer
WHERE name NOT IN (SELECT f_table_name FROM geometry_columns);
