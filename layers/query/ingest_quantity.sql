-- An amount that an incident tells.
INSERT INTO incident_quantity (incident_id, name, value, unit)
VALUES (:incident_id, :name, :value, :unit);
