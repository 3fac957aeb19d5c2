-- What was found when the source was read; of more readings, all of it.
UPDATE dataset SET crs = :crs, grid = :grid,
       year_first = coalesce(min(:year_first, year_first), :year_first, year_first),
       year_last = coalesce(max(:year_last, year_last), :year_last, year_last),
       nfiles = :nfiles, nbytes = :nbytes, sha256 = :sha256, note = :note
WHERE dataset_id = :dataset_id;
