-- Outlets of all reaches.
-- out: dataset_id, reach, lon, lat
SELECT dataset_id, reach, lon, lat FROM river_reach ORDER BY dataset_id, reach;
