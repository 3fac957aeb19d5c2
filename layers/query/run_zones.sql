-- All reporting units, in the order the tally numbers them.
-- out: zone_id INTEGER, wkb BLOB (EPSG:4326)
SELECT zone_id, ST_AsBinary(geom) AS wkb FROM zone ORDER BY zone_id;
