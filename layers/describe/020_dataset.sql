-- title: Datasets
SELECT id, kind, title, origin, licence, citation, crs, grid, year_first,
       year_last, nfiles AS files, nbytes AS bytes, sha256, official,
       sensitivity, note
FROM dataset ORDER BY dataset_id;
