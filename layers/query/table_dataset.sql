-- Sources.
SELECT id, kind, title, origin, licence, citation, crs, grid, year_first,
       year_last, nfiles, nbytes, sha256, official, note
FROM dataset ORDER BY dataset_id;
