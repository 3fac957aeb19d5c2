-- Reporting units.
CREATE TABLE zone_set (
    zone_set_id INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,     -- admin, pa, ...: ends layer names
    title       TEXT NOT NULL,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    overlap_m2  REAL NOT NULL DEFAULT 0,  -- covered more than once; 0: partition
    note        TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE zone (
    zone_id     INTEGER PRIMARY KEY,
    zone_set_id INTEGER NOT NULL REFERENCES zone_set,
    zone_set    TEXT NOT NULL,            -- its name, for people
    key         TEXT NOT NULL,
    name        TEXT NOT NULL,
    area_m2     REAL NOT NULL CHECK (area_m2 >= 0), -- on the ellipsoid
    repaired    INTEGER NOT NULL DEFAULT 0 CHECK (repaired IN (0, 1)),
    geom        BLOB,                     -- MULTIPOLYGON, EPSG:4326
    UNIQUE (zone_set_id, key)
) STRICT;

-- Reported events as they came: points and polygons.
CREATE TABLE incident (
    incident_id INTEGER PRIMARY KEY,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    dataset     TEXT NOT NULL,
    key         TEXT NOT NULL,
    name        TEXT NOT NULL DEFAULT '',
    date_first  TEXT,                     -- ISO day; NULL: undated
    date_last   TEXT,
    sensitivity INTEGER NOT NULL DEFAULT 0,
    properties  TEXT NOT NULL DEFAULT '{}', -- JSON: the row as it came
    geom        BLOB                      -- GEOMETRY, EPSG:4326
) STRICT;

-- Dated, located statements that link degradation to (il)legality.
CREATE TABLE evidence (
    evidence_id INTEGER PRIMARY KEY,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    dataset     TEXT NOT NULL,
    kind        TEXT NOT NULL,            -- mining-footprint, permits, ...
    key         TEXT NOT NULL,
    name        TEXT NOT NULL DEFAULT '',
    date_first  TEXT,
    date_last   TEXT,
    year        INTEGER,                  -- of date_first
    repaired    INTEGER NOT NULL DEFAULT 0,
    properties  TEXT NOT NULL DEFAULT '{}',
    geom        BLOB                      -- MULTIPOLYGON, EPSG:4326
) STRICT;

-- Every input row that was refused, with the reason and the row itself.
CREATE TABLE rejected (
    rejected_id INTEGER PRIMARY KEY,
    dataset_id  INTEGER REFERENCES dataset,
    dataset     TEXT NOT NULL,
    file        TEXT NOT NULL,
    row         INTEGER NOT NULL,         -- from 1
    key         TEXT NOT NULL DEFAULT '',
    reason      TEXT NOT NULL,
    original    TEXT NOT NULL DEFAULT ''
) STRICT;
