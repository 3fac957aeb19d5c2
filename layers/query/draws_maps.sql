-- How often maps are right: of the region that stands for all of its zones.
-- out: dataset_id, type, ratio, ratio_se, users (NULL: not known)
SELECT dataset_id, type, ratio, coalesce(ratio_se, 0), users
FROM map_accuracy
WHERE synthetic = 1
ORDER BY dataset_id, type;
