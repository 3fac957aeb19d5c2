-- What a change of land cover in mountains is taken for.
INSERT INTO mountain_cover_change (before, after, change, source, status)
VALUES (:before, :after, :change, :source, :status);
