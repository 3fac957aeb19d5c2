-- An incident that is not alone.
INSERT INTO incident_cluster (incident_id, cluster_id)
VALUES (:incident_id, :cluster_id);
