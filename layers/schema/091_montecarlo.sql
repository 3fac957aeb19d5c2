-- How far attributed areas may be off, by draws. Conditional on the values and
-- models that the run assumes: see the table parameter. Where no evidence may
-- explain anything, nothing is drawn and there is no row.
CREATE TABLE attribution_interval (
    zone_id    INTEGER NOT NULL REFERENCES zone,
    span       TEXT NOT NULL CHECK (span IN ('year', 'period')),
    year       INTEGER NOT NULL,        -- period: its last
    type       TEXT NOT NULL,           -- of the table degradation
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    measure    TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG', 'TOC')),
    mean_m2    REAL NOT NULL CHECK (mean_m2 >= 0),
    sd_m2      REAL NOT NULL CHECK (sd_m2 >= 0), -- of the draws
    p05_m2     REAL NOT NULL CHECK (p05_m2 >= 0),
    p50_m2     REAL NOT NULL,
    p95_m2     REAL NOT NULL,
    PRIMARY KEY (zone_id, span, year, type, dataset_id, measure)
) STRICT, WITHOUT ROWID;

-- The same of all zones of a set that do not overlap, for the whole period.
CREATE TABLE attribution_total (
    zone_set_id INTEGER NOT NULL REFERENCES zone_set,
    type        TEXT NOT NULL,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    measure     TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG', 'TOC')),
    mean_m2     REAL NOT NULL CHECK (mean_m2 >= 0),
    sd_m2       REAL NOT NULL CHECK (sd_m2 >= 0),
    p05_m2      REAL NOT NULL CHECK (p05_m2 >= 0),
    p50_m2      REAL NOT NULL,
    p95_m2      REAL NOT NULL,
    PRIMARY KEY (zone_set_id, type, dataset_id, measure)
) STRICT, WITHOUT ROWID;

-- Where the spread of a total comes from: 1 - held_sd^2 / sd^2. Sources act
-- together: shares need not add up to 1, and one may be below 0.
CREATE TABLE variance_share (
    zone_set_id INTEGER NOT NULL REFERENCES zone_set,
    type        TEXT NOT NULL,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    measure     TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG', 'TOC')),
    source      TEXT NOT NULL CHECK (source IN
                ('map', 'location', 'strength', 'patch')),
    held_sd_m2  REAL NOT NULL CHECK (held_sd_m2 >= 0), -- the source being held
    share       REAL CHECK (share <= 1),  -- NULL: the total does not spread
    PRIMARY KEY (zone_set_id, type, dataset_id, measure, source)
) STRICT, WITHOUT ROWID;

-- Totals of the central scenario with one parameter changed at a time.
CREATE TABLE sensitivity (
    zone_set_id INTEGER NOT NULL REFERENCES zone_set,
    type        TEXT NOT NULL,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    measure     TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG', 'TOC')),
    parameter   TEXT NOT NULL,          -- of layers/rules/sensitivity.csv
    bound       TEXT NOT NULL CHECK (bound IN ('low', 'high')),
    default_setting TEXT NOT NULL,
    setting     TEXT NOT NULL,
    base_m2     REAL NOT NULL CHECK (base_m2 >= 0), -- nothing changed
    value_m2    REAL CHECK (value_m2 >= 0), -- NULL: see the note
    note        TEXT NOT NULL,
    PRIMARY KEY (zone_set_id, type, dataset_id, measure, parameter, bound)
) STRICT, WITHOUT ROWID;
