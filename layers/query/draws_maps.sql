-- The ratio of a map that is taken for its zones.
-- in:  :type, :dataset_id
-- out: ratio, ratio_se; no row: nothing is known
SELECT ratio, ratio_se FROM map_accuracy
WHERE type = :type AND dataset_id = :dataset_id AND synthetic = 1;
