-- Where an incident may have happened.
INSERT INTO incident_disc (incident_id, radius_m, assumed, geom)
VALUES (:incident_id, :radius_m, :assumed, MultiPolygonFromWKB(:wkb, 4326));
