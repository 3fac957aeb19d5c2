-- What a dataset holds of the rows that were read, reading by reading.
INSERT INTO incident_count (dataset_id, nread, nstored, nmerged, nrejected)
VALUES (:dataset_id, :stored + :merged + :rejected, :stored, :merged, :rejected)
ON CONFLICT (dataset_id) DO UPDATE SET
    nstored = nstored + :stored, nmerged = nmerged + :merged,
    nrejected = nrejected + :rejected,
    nread = nread + :stored + :merged + :rejected;
