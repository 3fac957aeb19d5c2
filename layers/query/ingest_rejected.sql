-- A row that was refused.
INSERT INTO rejected (dataset_id, dataset, file, row, key, reason, original,
    reading)
VALUES (:dataset_id, :dataset, :file, :row, :key, :reason, :original,
    coalesce(:reading, 1));
