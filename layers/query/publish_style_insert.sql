-- A default style. QGIS's SpatiaLite provider looks for a NULL schema, its OGR
-- provider for an empty one: each layer has two rows.
-- in: :schema TEXT or NULL, :table, :name, :qml, :description TEXT
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,
    f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description,
    owner, ui, update_time)
VALUES ('', :schema, :table, 'geom', :name, :qml, '', 1, :description, '', NULL,
        '2000-01-01T00:00:00.000Z');
