-- SDG 15.4.2: the green cover and the degraded part of mountains.

-- From the file of the same name in layers/rules: what a change of land cover in
-- mountains is taken for, 1 improvement, -1 degradation.
CREATE TABLE mountain_cover_change (
    before TEXT NOT NULL,
    after  TEXT NOT NULL,
    change INTEGER NOT NULL CHECK (change IN (-1, 0, 1)),
    source TEXT NOT NULL,
    status TEXT NOT NULL,           -- code in the list verification
    PRIMARY KEY (before, after)
) STRICT, WITHOUT ROWID;

-- Mountains by zone, year of land cover and belt. Planimetric areas.
CREATE TABLE mountain_cover (
    zone_id     INTEGER NOT NULL REFERENCES zone,
    year        INTEGER NOT NULL,
    dataset_id  INTEGER NOT NULL REFERENCES dataset, -- the land cover
    belt        TEXT NOT NULL CHECK (belt IN
                ('nival', 'alpine', 'montane', 'remaining', '_U')), -- _U: not told
    mountain_m2 REAL NOT NULL CHECK (mountain_m2 >= 0),
    green_m2    REAL NOT NULL CHECK (green_m2 >= 0),
    unseen_m2   REAL NOT NULL CHECK (unseen_m2 >= 0),   -- cover not observed
    PRIMARY KEY (zone_id, year, dataset_id, belt)
) STRICT, WITHOUT ROWID;

-- A combination of mask, belt and covers judged, once per map since the baseline:
-- the change since the map before, and the state that follows from it and from
-- the state before. NULL: not known.
CREATE TABLE mountain_change (
    combination_id INTEGER NOT NULL REFERENCES combination,
    year        INTEGER NOT NULL,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    belt        TEXT NOT NULL,
    since       INTEGER NOT NULL,   -- year of the map before
    change      INTEGER CHECK (change IN (-1, 0, 1)),
    state       INTEGER CHECK (state IN (-1, 0, 1)),
    is_new      INTEGER NOT NULL CHECK (is_new IN (0, 1)), -- degraded by this change
    PRIMARY KEY (combination_id, year)
) STRICT, WITHOUT ROWID;
