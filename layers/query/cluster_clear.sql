-- The clusters of another state of the incidents.
DELETE FROM incident_cluster;
