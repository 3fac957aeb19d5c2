-- What became of the rows of one reading.
INSERT INTO incident_reading (dataset_id, reading, files, mapping, nread, nadded,
    nunchanged, nmerged, nrejected, nsuperseded, nresolved)
VALUES (:dataset_id, :reading, :files, :mapping, :nread, :nadded, :nunchanged, :nmerged,
    :nrejected, :nsuperseded, :nresolved);
