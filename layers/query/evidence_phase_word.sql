-- The phase of permits whose column has a value.
-- in: :dataset_id :column, :value as the column has it, :phase code of the list
-- phase
UPDATE evidence SET phase = :phase
WHERE dataset_id = :dataset_id AND phase IS NULL AND :value = (
    SELECT trim(CAST(j.value AS TEXT)) FROM json_each(properties) j
    WHERE j.key = :column) COLLATE NOCASE;
