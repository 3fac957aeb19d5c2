-- Make a BLOB column a geometry column. (AddGeometryColumn refuses STRICT.)
-- in:  :table TEXT, :type TEXT
-- out: 1, or 0 for failure
SELECT RecoverGeometryColumn(:table, 'geom', 4326, :type, 'XY');
