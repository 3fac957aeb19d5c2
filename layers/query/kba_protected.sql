-- Protected and conserved areas that count.
-- out: evidence_id INTEGER, wkb BLOB (EPSG:4326), year INTEGER or NULL,
--      country TEXT, key TEXT
SELECT evidence_id, ST_AsBinary(geom), year, country, key FROM protected_area
WHERE excluded = '' AND GeometryType(geom) IN ('POLYGON', 'MULTIPOLYGON')
ORDER BY evidence_id;
