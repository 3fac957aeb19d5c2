-- Forest by zone and year as the raster shows it: the stock that changes.
CREATE TABLE forest (
    zone_id     INTEGER NOT NULL REFERENCES zone,
    year        INTEGER NOT NULL,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    forest_m2   REAL NOT NULL CHECK (forest_m2 >= 0),
    unseen_m2   REAL NOT NULL, -- not observed in that year
    water_m2    REAL NOT NULL,
    mining_m2   REAL NOT NULL,
    mapped_m2   REAL NOT NULL, -- on the raster, observed or not
    outside_m2  REAL NOT NULL, -- of the zone, off the raster
    PRIMARY KEY (zone_id, year, dataset_id)
) STRICT, WITHOUT ROWID;

-- Degradation: area that changed, by zone, year and type. Types are different
-- measurements: never added to one another.
CREATE TABLE degradation (
    zone_id         INTEGER NOT NULL REFERENCES zone,
    year            INTEGER NOT NULL,
    type            TEXT NOT NULL,  -- forest_loss, forest_reloss, mining_new, ...
    dataset_id      INTEGER NOT NULL REFERENCES dataset,
    evidence_set_id INTEGER NOT NULL DEFAULT 0,
    area_m2         REAL NOT NULL CHECK (area_m2 >= 0),
    after_gap_m2    REAL NOT NULL DEFAULT 0, -- part dated after unobserved years
    PRIMARY KEY (zone_id, year, type, dataset_id, evidence_set_id)
) STRICT, WITHOUT ROWID;

-- Alerts by zone, month and confidence, within the period. The date is that of
-- detection. Not loss: never added to degradation.
CREATE TABLE alert_month (
    zone_id         INTEGER NOT NULL REFERENCES zone,
    dataset_id      INTEGER NOT NULL REFERENCES dataset,
    month           TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    year            INTEGER NOT NULL,
    confidence      TEXT NOT NULL,  -- a word of the coding, or 'not graded'
    evidence_set_id INTEGER NOT NULL DEFAULT 0,
    area_m2         REAL NOT NULL CHECK (area_m2 >= 0),
    cells           REAL NOT NULL,
    PRIMARY KEY (zone_id, dataset_id, month, confidence, evidence_set_id)
) STRICT, WITHOUT ROWID;

-- The catalogue: one row per series of an indicator file.
CREATE TABLE indicator (
    series    TEXT PRIMARY KEY,     -- AG_LND_FRST, or ours in lower case
    indicator TEXT NOT NULL,        -- 15.1.1, or forest_loss, mining_new
    title     TEXT NOT NULL,
    unit      TEXT NOT NULL,        -- SDMX unit code
    unit_text TEXT NOT NULL,        -- for people: "percent of land"
    main      INTEGER NOT NULL CHECK (main IN (0, 1)), -- the one maps show
    formula   TEXT NOT NULL,
    method    TEXT NOT NULL,
    source    TEXT NOT NULL,        -- where the formula is defined
    caveat    TEXT NOT NULL,
    file      TEXT NOT NULL         -- in layers/indicator
) STRICT;

CREATE TABLE indicator_value (
    zone_id    INTEGER NOT NULL REFERENCES zone,
    year       INTEGER NOT NULL,
    indicator  TEXT NOT NULL,
    series     TEXT NOT NULL REFERENCES indicator,
    class      TEXT NOT NULL CHECK (class IN
               ('indicator', 'component', 'proxy', 'context')),
    measure    TEXT NOT NULL DEFAULT 'DEG' CHECK (measure IN
               ('OBS', 'DEG', 'ILL', 'ORG', 'TOC', 'LEGAL', 'UNDETERMINED')),
    scenario   TEXT NOT NULL DEFAULT 'central' CHECK (scenario IN
               ('low', 'central', 'high')),
    value      REAL,                -- NULL when obs_status is M or O
    low        REAL,                -- bounds: see the method of the series
    high       REAL,
    unit       TEXT NOT NULL,
    obs_status TEXT NOT NULL,       -- SDMX: A normal, B break, E, U, O missing
    dataset    TEXT NOT NULL,       -- id of the source
    note       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (zone_id, year, series, measure, scenario)
) STRICT, WITHOUT ROWID;
