-- title: Readings of incident files
SELECT d.id AS dataset, reading, nread AS read, nadded AS added,
       nunchanged AS unchanged, nmerged AS merged, nrejected AS rejected,
       nsuperseded AS superseded, nresolved AS resolved
FROM incident_reading JOIN dataset d USING (dataset_id)
WHERE dataset_id IN (SELECT dataset_id FROM incident_reading WHERE reading > 1)
ORDER BY dataset_id, reading;
