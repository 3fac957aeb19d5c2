-- A layer becomes a plain table.
-- in:  :table, :column TEXT
-- out: 1, or 0 for failure
SELECT DiscardGeometryColumn(:table, :column);
