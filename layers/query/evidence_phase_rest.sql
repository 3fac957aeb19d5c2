-- Phases that no word was given for; the changes are their number.
-- in: :dataset_id
UPDATE evidence SET phase = 'unknown'
WHERE dataset_id = :dataset_id AND phase IS NULL;
