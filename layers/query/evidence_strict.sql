-- A category that forbids the activity.
-- in: :dataset_id :value
UPDATE evidence SET strict = 1
WHERE dataset_id = :dataset_id AND category = :value COLLATE NOCASE;
