-- Zones that do not meet the scope's box are not reported on.
-- in: :w :s :e :n degrees
DELETE FROM zone WHERE MbrIntersects(geom, BuildMbr(:w, :s, :e, :n, 4326)) = 0;
