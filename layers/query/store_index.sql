-- R-tree of a layer.
-- in:  :table TEXT
-- out: 1, or 0 for failure
SELECT CreateSpatialIndex(:table, 'geom');
