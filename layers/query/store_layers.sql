-- The spatial tables of the schema that are not registered yet. Layers for
-- people are added by publish.
-- out: table TEXT, geometry type TEXT
SELECT column1, column2
FROM (VALUES ('evidence', 'MULTIPOLYGON'),
             ('incident', 'GEOMETRY'),
             ('incident_disc', 'MULTIPOLYGON'),
             ('permit_overlap', 'MULTIPOLYGON'),
             ('raster_tile', 'POLYGON'),
             ('zone', 'MULTIPOLYGON'))
WHERE column1 NOT IN (SELECT f_table_name FROM geometry_columns);
