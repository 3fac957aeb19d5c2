-- The amounts of a staged row that became an incident.
INSERT INTO incident_quantity (incident_id, name, value, unit)
SELECT :incident_id, name, value, unit FROM incident_stage_quantity
WHERE stage_id = :stage_id;
