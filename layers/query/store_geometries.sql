-- Registered geometry columns.
-- out: table TEXT, column TEXT, indexed INTEGER (1: R-tree)
SELECT f_table_name, f_geometry_column, spatial_index_enabled
FROM geometry_columns
ORDER BY f_table_name, f_geometry_column;
