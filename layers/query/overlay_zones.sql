-- Zones of a set, from the lowest id on.
-- in:  :zone_set TEXT
-- out: zone_id INTEGER, wkb BLOB (EPSG:4326), two empty texts
SELECT zone_id, ST_AsBinary(geom), '', '' FROM zone
WHERE zone_set = :zone_set AND geom IS NOT NULL ORDER BY zone_id;
