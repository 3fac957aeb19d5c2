-- The category of prohibitions, as their column tells it.
-- in: :dataset_id :column
UPDATE evidence SET strict = 0, category = (
    SELECT trim(CAST(j.value AS TEXT)) FROM json_each(properties) j
    WHERE j.key = :column)
WHERE dataset_id = :dataset_id;
