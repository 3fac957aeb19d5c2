-- One file of a source; read again, it may hold something else.
-- in: :path relative to the assessment file
INSERT INTO dataset_file (dataset_id, file, nbytes, sha256, path)
VALUES (:dataset_id, :file, :nbytes, :sha256, :path)
ON CONFLICT (dataset_id, path) DO UPDATE SET
    nbytes = excluded.nbytes, sha256 = excluded.sha256;
