-- Their amounts too.
DROP TABLE incident_stage_quantity;
