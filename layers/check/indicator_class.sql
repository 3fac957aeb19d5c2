-- check: A figure has a class that its series allows, and 'indicator' only from an official dataset.
SELECT printf('%s of zone %d in %d', v.series, v.zone_id, v.year) AS place,
       printf('class %s, the catalogue allows %s', v.class, i.class) AS problem
FROM indicator_value v JOIN indicator i USING (series)
WHERE i.class <> '' AND instr('|' || i.class || '|', '|' || v.class || '|') = 0
UNION ALL
SELECT printf('%s of zone %d in %d', v.series, v.zone_id, v.year),
       printf('class indicator, but dataset %s is not declared official', v.dataset)
FROM indicator_value v LEFT JOIN dataset d ON d.id = v.dataset
WHERE v.class = 'indicator' AND d.official IS NOT 1;
