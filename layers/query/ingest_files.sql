-- The files of a source, for its own checksum.
-- out: sha256, path, nbytes
SELECT sha256, path, nbytes FROM dataset_file
WHERE dataset_id = :dataset_id ORDER BY path;
