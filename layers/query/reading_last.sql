-- The last reading of a dataset.
-- out: reading, mapping; no row when it was not read before
SELECT reading, mapping FROM incident_reading
WHERE dataset_id = :dataset_id ORDER BY reading DESC LIMIT 1;
