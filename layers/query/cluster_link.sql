-- Two incidents that are near in place and time.
INSERT INTO incident_link (incident_id, other_id, distance_m, days)
VALUES (:incident_id, :other_id, :distance_m, :days);
