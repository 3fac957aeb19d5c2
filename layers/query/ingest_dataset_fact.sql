-- What the assessment tells of all records of a dataset.
INSERT INTO dataset_fact (dataset_id, fact, value)
VALUES (:dataset_id, :fact, :value);
