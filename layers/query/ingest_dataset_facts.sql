-- What was found when the source was read.
UPDATE dataset SET crs = :crs, grid = :grid, year_first = :year_first,
       year_last = :year_last, nfiles = :nfiles, nbytes = :nbytes,
       sha256 = :sha256, note = :note
WHERE dataset_id = :dataset_id;
