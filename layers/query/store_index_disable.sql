-- Forget the R-tree of a layer and the triggers that fill it.
-- in:  :table, :column TEXT
-- out: 1, or 0 for failure
SELECT DisableSpatialIndex(:table, :column);
