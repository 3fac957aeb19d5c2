-- The additive core. A combination is one way in which the classes of the
-- rasters of one theme meet in a cell.
CREATE TABLE combination (
    combination_id INTEGER PRIMARY KEY,
    theme      TEXT NOT NULL CHECK (theme IN
               ('total', 'forest-loss-year', 'land-cover', 'mining-mask', 'dated-alerts',
                'land-degradation', 'water-transition',
                'mountain', 'mountain-change',
                'class')),
    dataset_id INTEGER REFERENCES dataset, -- NULL for theme 'total'
    dataset    TEXT NOT NULL DEFAULT '',
    year       INTEGER,   -- the year the cell is seen in, or of the loss
    from_label TEXT,      -- class before; NULL in the first year
    from_role  TEXT,
    to_label   TEXT,      -- class in that year
    to_role    TEXT,
    history    INTEGER NOT NULL DEFAULT 0, -- bits: 1 lost before, 2 mined before,
                                           -- 4 year(s) unobserved in between
    canopy     INTEGER,   -- canopy at or above the threshold: 1, 0; NULL unknown
    label      TEXT NOT NULL
) STRICT;

-- Distinct sets of evidence that cover a cell; set 0 is "none".
CREATE TABLE evidence_set (
    evidence_set_id INTEGER NOT NULL CHECK (evidence_set_id > 0),
    evidence_id     INTEGER NOT NULL REFERENCES evidence,
    PRIMARY KEY (evidence_set_id, evidence_id)
) STRICT;

CREATE TABLE tally (
    zone_id         INTEGER NOT NULL REFERENCES zone,
    combination_id  INTEGER NOT NULL REFERENCES combination,
    evidence_set_id INTEGER NOT NULL DEFAULT 0,
    cells           REAL NOT NULL CHECK (cells >= 0),       -- sum of fractions
    area_cm2        INTEGER NOT NULL CHECK (area_cm2 >= 0),  -- exact sum, rounded once
    PRIMARY KEY (zone_id, combination_id, evidence_set_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally_value (
    zone_id         INTEGER NOT NULL REFERENCES zone,
    combination_id  INTEGER NOT NULL REFERENCES combination,
    evidence_set_id INTEGER NOT NULL DEFAULT 0,
    dataset_id      INTEGER NOT NULL REFERENCES dataset,
    sum             REAL NOT NULL,      -- density x hectares, or count
    unit            TEXT NOT NULL,
    valid_cm2       INTEGER NOT NULL,   -- part of the area with a value
    PRIMARY KEY (zone_id, combination_id, evidence_set_id, dataset_id)
) STRICT, WITHOUT ROWID;
