-- Sources: what was read, from where, under which licence, and its checksum.
CREATE TABLE dataset (
    dataset_id  INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE CHECK (length(id) > 0), -- as in the assessment
    kind        TEXT NOT NULL,            -- forest-loss-year, zones, ...
    title       TEXT NOT NULL,
    origin      TEXT NOT NULL DEFAULT '', -- URL or institution, as declared
    licence     TEXT NOT NULL DEFAULT '',
    citation    TEXT NOT NULL DEFAULT '',
    crs         TEXT NOT NULL DEFAULT '', -- name or EPSG code of the source
    grid        TEXT NOT NULL DEFAULT '', -- rasters: size, cell and origin
    year_first  INTEGER,                  -- period covered
    year_last   INTEGER,
    nfiles      INTEGER NOT NULL DEFAULT 0,
    nbytes      INTEGER NOT NULL DEFAULT 0,
    sha256      TEXT NOT NULL DEFAULT '', -- of the list of the files' checksums
    official    INTEGER NOT NULL DEFAULT 0 CHECK (official IN (0, 1)),
    sensitivity INTEGER NOT NULL DEFAULT 0 CHECK (sensitivity BETWEEN 0 AND 3),
    note        TEXT NOT NULL DEFAULT ''  -- decisions taken while reading
) STRICT;

CREATE TABLE dataset_file (
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    file       TEXT NOT NULL,             -- name without folder
    nbytes     INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    path       TEXT NOT NULL,             -- relative to the assessment file
    PRIMARY KEY (dataset_id, path)
) STRICT;

-- Footprints of raster files, a layer.
CREATE TABLE raster_tile (
    fid        INTEGER PRIMARY KEY,
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    dataset    TEXT NOT NULL,             -- its id
    file       TEXT NOT NULL,
    ncols      INTEGER NOT NULL,
    nrows      INTEGER NOT NULL,
    cell       TEXT NOT NULL,             -- cell size with unit
    geom       BLOB                       -- POLYGON, EPSG:4326
) STRICT;

-- Classes of the class rasters: what a value means, and what for.
CREATE TABLE class (
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    class      INTEGER NOT NULL,          -- index within the legend, from 0
    label      TEXT NOT NULL,
    role       TEXT,                      -- forest, mining, water, land, nodata
    low        REAL,                      -- raster values low..high
    high       REAL,
    PRIMARY KEY (dataset_id, class)
) STRICT;
