-- Incidents that do not meet the scope's box.
-- in: :w :s :e :n degrees
DELETE FROM incident WHERE MbrIntersects(geom, BuildMbr(:w, :s, :e, :n, 4326)) = 0;
