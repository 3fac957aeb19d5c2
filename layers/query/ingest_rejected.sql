-- A row that was refused.
INSERT INTO rejected (dataset_id, dataset, file, row, key, reason, original)
VALUES (:dataset_id, :dataset, :file, :row, :key, :reason, :original);
