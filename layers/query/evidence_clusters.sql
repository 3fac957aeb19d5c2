-- Evidence of incidents that may be one event has their cluster.
UPDATE evidence SET cluster_id = (
    SELECT c.cluster_id FROM incident_cluster c
    WHERE c.incident_id = evidence.incident_id)
WHERE incident_id IS NOT NULL;
