-- check: Each row of each reading of an incidents file is added, unchanged, merged or rejected.
SELECT printf('dataset %d reading %d', dataset_id, reading) AS place,
       printf('read %d; added %d, unchanged %d, merged %d, rejected %d', nread,
              nadded, nunchanged, nmerged, nrejected) AS problem
FROM incident_reading
WHERE nread <> nadded + nunchanged + nmerged + nrejected;
