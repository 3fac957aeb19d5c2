-- All evidence polygons.
-- out: evidence_id INTEGER, wkb BLOB (EPSG:4326)
SELECT evidence_id, ST_AsBinary(geom) AS wkb FROM evidence
WHERE geom IS NOT NULL ORDER BY evidence_id;
