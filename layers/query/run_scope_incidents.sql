-- Incidents that do not meet the scope's box, nor does the zone that they name,
-- and that do not reach into it as evidence.
-- in: :w :s :e :n degrees
DELETE FROM incident
WHERE (MbrIntersects(geom, BuildMbr(:w, :s, :e, :n, 4326)) = 0
       OR (geom IS NULL AND place_zone_id IN
           (SELECT zone_id FROM zone
            WHERE MbrIntersects(geom, BuildMbr(:w, :s, :e, :n, 4326)) = 0)))
  AND incident_id NOT IN
      (SELECT incident_id FROM evidence WHERE incident_id IS NOT NULL);
