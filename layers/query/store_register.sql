-- Make a BLOB column a geometry column. AddGeometryColumn refuses STRICT
-- tables; made this way, QGIS 3.22 shows them right through both its providers
-- (SpatiaLite and OGR): type, CRS, fields, ids, requests by box and by filter.
-- in:  :table TEXT, :type TEXT
-- out: 1, or 0 for failure
SELECT RecoverGeometryColumn(:table, 'geom', 4326, :type, 'XY');
