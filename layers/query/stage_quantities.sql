-- The amounts of a staged row.
-- out: name, value, unit
SELECT name, value, unit FROM incident_stage_quantity WHERE stage_id = :stage_id;
