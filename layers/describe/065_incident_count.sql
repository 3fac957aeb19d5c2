-- title: Rows of incident files
SELECT d.id AS dataset, nread AS read, nstored AS stored, nmerged AS merged,
       nrejected AS rejected, noutside AS outside_scope
FROM incident_count JOIN dataset d USING (dataset_id) ORDER BY dataset_id;
