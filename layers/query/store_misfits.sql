-- Geometries of another type or reference system than their layer's.
-- in:  {table}, {column}; :table, :column
-- out: INTEGER
SELECT count(*) FROM "{table}" t, geometry_columns c
WHERE c.f_table_name = lower(:table) AND c.f_geometry_column = lower(:column)
  AND GeometryConstraints(t."{column}", c.geometry_type, c.srid) <> 1;
