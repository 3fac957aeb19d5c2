-- What matching names of places rests on, where the store does not say it yet.
INSERT OR IGNORE INTO parameter (name, value, unit, source, calibrated) VALUES
    ('place.area_max', '5000', 'km2', 'definition of precision class 4', 1),
    ('place.tolerance', '1000', 'm',
     'outlines of reporting units are generalised (assumed)', 0);
