-- A reach near an attributed mine.
INSERT INTO river_mined (dataset_id, reach, measure)
VALUES (:dataset_id, :reach, :measure);
