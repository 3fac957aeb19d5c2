-- A dataset by its id, and whether a mapping read it.
-- out: dataset_id, kind, 0 or 1
SELECT dataset_id, kind, EXISTS (SELECT 1 FROM incident_count c
                                 WHERE c.dataset_id = d.dataset_id)
FROM dataset d WHERE id = :id;
