-- What became of the rows of a dataset.
INSERT INTO incident_count (dataset_id, nread, nstored, nmerged, nrejected)
VALUES (:dataset_id, :nread, :nstored, :nmerged, :nrejected);
