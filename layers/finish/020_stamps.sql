-- What depends on the clock, so that the same inputs give the same bytes.
-- The history says only when SpatiaLite made which table: lineage says more.
DELETE FROM spatialite_history;
DELETE FROM sqlite_sequence WHERE name = 'spatialite_history';
DELETE FROM sql_statements_log;
DELETE FROM sqlite_sequence WHERE name = 'sql_statements_log';

-- QGIS takes statistics that are older than the last change for stale and
-- writes new ones: they are one day younger here.
UPDATE geometry_columns_time
SET last_insert = '2000-01-01T00:00:00.000Z',
    last_update = '2000-01-01T00:00:00.000Z',
    last_delete = '2000-01-01T00:00:00.000Z';
UPDATE geometry_columns_statistics
SET last_verified = '2000-01-02T00:00:00.000Z';
UPDATE views_geometry_columns_statistics
SET last_verified = '2000-01-02T00:00:00.000Z';
UPDATE virts_geometry_columns_statistics
SET last_verified = '2000-01-02T00:00:00.000Z';
