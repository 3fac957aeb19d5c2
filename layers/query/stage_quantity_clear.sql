-- Their amounts too.
DELETE FROM incident_stage_quantity;
