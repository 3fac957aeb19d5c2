-- Names that no row gives any more.
DELETE FROM place_match
WHERE dataset_id = :dataset_id AND nrows = 0 AND nrefused = 0;
