-- Evidence that does not reach into the scope's box: links go beyond the shape.
-- in: :w :s :e :n degrees
DELETE FROM evidence WHERE MbrIntersects(geom, BuildMbr(
    :w - link_m / 110000.0 / cos(radians(min(max(abs(:s), abs(:n)) + 1, 89))),
    :s - link_m / 110000.0,
    :e + link_m / 110000.0 / cos(radians(min(max(abs(:s), abs(:n)) + 1, 89))),
    :n + link_m / 110000.0, 4326)) = 0;
