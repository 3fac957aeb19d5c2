-- One file of a source. in: :path relative to the assessment file
INSERT OR IGNORE INTO dataset_file (dataset_id, file, nbytes, sha256, path)
VALUES (:dataset_id, :file, :nbytes, :sha256, :path);
