-- R-tree of a layer.
-- in:  :table, :column TEXT
-- out: 1, or 0 for failure
SELECT CreateSpatialIndex(:table, :column);
