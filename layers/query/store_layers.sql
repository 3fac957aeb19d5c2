-- The spatial tables of the schema; layers for people are added by publish.
-- out: table TEXT, geometry type TEXT
SELECT column1, column2
FROM (VALUES ('evidence', 'MULTIPOLYGON'),
             ('incident', 'GEOMETRY'),
             ('raster_tile', 'POLYGON'),
             ('zone', 'MULTIPOLYGON'));
