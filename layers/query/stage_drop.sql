-- All staged rows have their place.
DROP TABLE incident_stage;
