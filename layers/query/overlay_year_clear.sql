-- in: nothing
DELETE FROM incident_year;
