-- How often maps are right, and what that makes of the areas counted on them.

-- What the assessment gives: a probability sample of the area, or figures
-- borrowed from elsewhere.
CREATE TABLE accuracy_source (
    dataset_id INTEGER PRIMARY KEY REFERENCES dataset,
    kind       TEXT NOT NULL CHECK (kind IN ('sample', 'borrowed')),
    design     TEXT CHECK (design IN ('simple', 'stratified', 'systematic')),
    type       TEXT,                    -- borrowed: of which type of degradation
    users      REAL CHECK (users BETWEEN 0 AND 1),
    producers  REAL CHECK (producers BETWEEN 0 AND 1),
    points     INTEGER,                 -- that borrowed figures count as
    source     TEXT NOT NULL DEFAULT '',
    CHECK ((kind = 'sample') = (design IS NOT NULL)),
    CHECK ((kind = 'borrowed') = (users IS NOT NULL AND producers IS NOT NULL))
) STRICT;

-- Points of a stratum that the map shows as one class and the reference as
-- another. Types of degradation bear their codes.
CREATE TABLE accuracy_sample (
    dataset_id INTEGER NOT NULL REFERENCES accuracy_source,
    stratum    TEXT NOT NULL,
    mapped     TEXT NOT NULL,
    reference  TEXT NOT NULL,
    n          INTEGER NOT NULL CHECK (n >= 0),
    area_ha    REAL CHECK (area_ha > 0), -- of the stratum; NULL: from the map
    PRIMARY KEY (dataset_id, stratum, mapped, reference)
) STRICT, WITHOUT ROWID;

-- Of each type of degradation on a map: user's and producer's accuracy, and the
-- ratio of the area by the reference to the area as mapped, with standard
-- errors and 95 % limits. NULL: the sample cannot tell.
CREATE TABLE map_accuracy (
    dataset_id   INTEGER NOT NULL REFERENCES dataset,
    type         TEXT NOT NULL,         -- code in the list degradation
    kind         TEXT NOT NULL CHECK (kind IN ('sample', 'borrowed')),
    estimator    TEXT NOT NULL,
    n            INTEGER NOT NULL,      -- points mapped as the type
    users        REAL,
    users_se     REAL,
    producers    REAL,
    producers_se REAL,
    ratio        REAL,
    ratio_se     REAL,
    ratio_low    REAL,                  -- not below 0
    ratio_high   REAL,
    area_ha      REAL,                  -- in the region of the sample
    area_se_ha   REAL,
    synthetic    INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
                                        -- 1: the ratio of the region is taken
                                        -- for each of its zones
    source       TEXT NOT NULL,
    note         TEXT NOT NULL,
    PRIMARY KEY (dataset_id, type),
    CHECK (synthetic = 0 OR ratio IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- Areas of degradation times that ratio.
CREATE TABLE degradation_adjusted (
    zone_id    INTEGER NOT NULL REFERENCES zone,
    year       INTEGER NOT NULL,
    type       TEXT NOT NULL,
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    area_m2    REAL NOT NULL,           -- as mapped
    ratio      REAL NOT NULL,
    low_m2     REAL NOT NULL CHECK (low_m2 >= 0),
    central_m2 REAL NOT NULL,
    high_m2    REAL NOT NULL,
    n_sample   INTEGER NOT NULL,        -- points mapped as the type
    kind       TEXT NOT NULL CHECK (kind IN ('sample', 'borrowed')),
    PRIMARY KEY (zone_id, year, type, dataset_id)
) STRICT, WITHOUT ROWID;
