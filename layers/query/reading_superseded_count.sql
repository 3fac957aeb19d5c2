-- out: incidents that a reading superseded, and the rows they were made of
SELECT count(*) AS n, coalesce(sum(nrows), 0) AS nrows FROM incident_superseded
WHERE dataset_id = :dataset_id AND reading = :reading;
