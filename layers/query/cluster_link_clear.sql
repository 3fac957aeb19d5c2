-- And what brought them together.
DELETE FROM incident_link;
