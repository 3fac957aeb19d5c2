-- An incident in a zone.
INSERT INTO incident_zone (incident_id, zone_id, how, several)
VALUES (:incident_id, :zone_id, :how, :several);
