-- Names that no row gives any more, stored or refused.
DELETE FROM place_match
WHERE dataset_id = :dataset_id AND nrows = 0
  AND (nrefused = 0 OR NOT EXISTS (
      SELECT 1 FROM rejected r WHERE r.dataset_id = place_match.dataset_id));
