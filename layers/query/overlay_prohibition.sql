-- An incident where a prohibition lies.
INSERT INTO incident_prohibition (incident_id, evidence_id, how, timing)
VALUES (:incident_id, :evidence_id, :how, :timing);
