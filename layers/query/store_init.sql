-- SpatiaLite's tables, no coordinate systems yet.
-- out: 1, or 0 for failure
SELECT InitSpatialMetaData(1, 'NONE');
