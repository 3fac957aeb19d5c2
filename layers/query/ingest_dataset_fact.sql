-- What the assessment tells of all records of a dataset; the last word counts.
INSERT INTO dataset_fact (dataset_id, fact, value)
VALUES (:dataset_id, :fact, :value)
ON CONFLICT (dataset_id, fact) DO UPDATE SET value = excluded.value;
