-- The clusters of incidents are those of the evidence that was made of them.
UPDATE evidence SET cluster_id = (
    SELECT cluster_id FROM incident_cluster c
    WHERE c.incident_id = evidence.incident_id)
WHERE incident_id IS NOT NULL;
