-- Evidence that does not meet the scope's box.
-- in: :w :s :e :n degrees
DELETE FROM evidence WHERE MbrIntersects(geom, BuildMbr(:w, :s, :e, :n, 4326)) = 0;
