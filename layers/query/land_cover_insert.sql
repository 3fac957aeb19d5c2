-- What a change of land cover is taken for.
INSERT INTO land_cover_change (before, after, change, source, status)
VALUES (:before, :after, :change, :source, :status);
