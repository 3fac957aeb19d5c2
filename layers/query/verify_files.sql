-- Input files as they were read.
-- out: dataset TEXT, path TEXT (relative), sha256 TEXT, nbytes INTEGER
SELECT d.id, f.path, f.sha256, f.nbytes
FROM dataset_file f JOIN dataset d USING (dataset_id)
ORDER BY d.dataset_id, f.path;
