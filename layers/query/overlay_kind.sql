-- Evidence polygons of a kind.
-- in:  :kind TEXT
-- out: evidence_id INTEGER, wkb BLOB (EPSG:4326), first day, last day
SELECT evidence_id, ST_AsBinary(geom), date_first, date_last FROM evidence
WHERE kind = :kind AND GeometryType(geom) IN ('POLYGON', 'MULTIPOLYGON')
ORDER BY evidence_id;
