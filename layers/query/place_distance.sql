-- How far a place lies from a zone.
-- in:  :zone_id INTEGER, :wkb BLOB
-- out: metres REAL, 0 inside
SELECT CASE WHEN ST_Intersects(geom, GeomFromWKB(:wkb, 4326)) THEN 0.0
            ELSE ST_Distance(geom, GeomFromWKB(:wkb, 4326), 1) END
FROM zone WHERE zone_id = :zone_id;
