-- Row count and extent of a layer. Without them QGIS writes them into the file
-- that it opens, and cannot open it read-only. SpatiaLite's own function counts
-- the distinct values of every column besides, which nothing here reads: half a
-- minute and a gigabyte for a million rows.
-- in: :table, :column
UPDATE geometry_columns_statistics
SET (row_count, extent_min_x, extent_min_y, extent_max_x, extent_max_y) =
    (SELECT count(*), min(MbrMinX("{column}")), min(MbrMinY("{column}")),
            max(MbrMaxX("{column}")), max(MbrMaxY("{column}"))
     FROM "{table}")
WHERE f_table_name = lower(:table) AND f_geometry_column = lower(:column);
