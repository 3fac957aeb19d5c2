-- check: No absolute path is stored.
-- why: It would tell whose machine made the store, and differ from machine to machine.
SELECT printf('dataset %s', d.id) AS place,
       printf('file %s is stored with its absolute path', f.file) AS problem
FROM dataset_file f JOIN dataset d USING (dataset_id)
WHERE f.path GLOB '/*' OR f.path GLOB '[A-Za-z]:*' OR f.file GLOB '*/*';
