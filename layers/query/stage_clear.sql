-- All staged rows have their place.
DELETE FROM incident_stage;
