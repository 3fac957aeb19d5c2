-- Layers without an R-tree.
-- out: table TEXT
SELECT f_table_name FROM geometry_columns
WHERE spatial_index_enabled = 0
ORDER BY f_table_name;
