-- The table as QGIS makes it: it compares names and types.
CREATE TABLE IF NOT EXISTS layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog varchar(256),
    f_table_schema varchar(256), f_table_name varchar(256),
    f_geometry_column varchar(256), styleName text, styleQML text,
    styleSLD text, useAsDefault boolean, description text, owner varchar(30),
    ui text, update_time timestamp DEFAULT CURRENT_TIMESTAMP);
