-- Whether a row of a dataset has a column.
-- in: :dataset_id :column
SELECT 1 FROM evidence e, json_each(e.properties) j
WHERE e.dataset_id = :dataset_id AND j.key = :column LIMIT 1;
