-- title: Layers
SELECT l.name, l.title, l.theme, l.unit, g.row_count AS rows, l.licence,
       l.attribution
FROM layer l LEFT JOIN geometry_columns_statistics g ON g.f_table_name = l.name
ORDER BY l.position, l.name;
