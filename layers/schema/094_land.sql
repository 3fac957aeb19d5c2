-- SDG 15.3.1 and 6.6.1: what the rasters of a combination show, the rules that
-- judge it, and the judgement.

-- Class of a legend in the seven classes of the UNCCD; NULL: not told.
ALTER TABLE class ADD COLUMN unccd TEXT;

-- The classes that meet in a combination of the themes land-degradation
-- (cover_first, cover_base, cover_last, productivity_base, productivity_last,
-- climate, loss_year) and water-transition (transition, mining).
CREATE TABLE combination_part (
    combination_id INTEGER NOT NULL REFERENCES combination,
    part       TEXT NOT NULL,
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    year       INTEGER,             -- of the raster
    label      TEXT NOT NULL,
    role       TEXT,                -- nodata, outside, water, mining or land
    PRIMARY KEY (combination_id, part)
) STRICT, WITHOUT ROWID;

-- From the files of the same names in layers/rules: what a change of land cover
-- is taken for, 1 improvement, -1 degradation,
CREATE TABLE land_cover_change (
    before TEXT NOT NULL,
    after  TEXT NOT NULL,
    change INTEGER NOT NULL CHECK (change IN (-1, 0, 1)),
    source TEXT NOT NULL,
    status TEXT NOT NULL,           -- code in the list verification
    PRIMARY KEY (before, after)
) STRICT, WITHOUT ROWID;

-- what is left of the soil's carbon 20 years after it (f: by climate),
CREATE TABLE soil_carbon_factor (
    before TEXT NOT NULL,
    after  TEXT NOT NULL,
    factor TEXT NOT NULL CHECK (factor IN ('f', '1/f')
           OR CAST(factor AS REAL) > 0 AND factor NOT GLOB '*[^0-9.]*'
           OR substr(factor, 1, 2) = '1/' AND CAST(substr(factor, 3) AS REAL) > 0
              AND substr(factor, 3) NOT GLOB '*[^0-9.]*'),
    source TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (before, after)
) STRICT, WITHOUT ROWID;

CREATE TABLE soil_carbon_climate (
    climate TEXT PRIMARY KEY,
    f       REAL NOT NULL CHECK (f > 0),
    source  TEXT NOT NULL,
    status  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- and what a class of productivity dynamics is taken for.
CREATE TABLE productivity_change (
    productivity TEXT PRIMARY KEY,
    change       INTEGER NOT NULL CHECK (change IN (-1, 0, 1)),
    source       TEXT NOT NULL,
    status       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A combination judged, in the baseline and in the reporting period after it:
-- -1 degraded, 0 stable, 1 improved, NULL not known. A sub-indicator without a
-- dataset is 0.
CREATE TABLE land_change (
    combination_id    INTEGER PRIMARY KEY REFERENCES combination,
    year              INTEGER NOT NULL, -- end of the reporting period
    is_land           INTEGER NOT NULL CHECK (is_land IN (0, 1)), -- no water at first
    cover_base        INTEGER CHECK (cover_base IN (-1, 0, 1)),
    cover_last        INTEGER CHECK (cover_last IN (-1, 0, 1)),
    productivity_base INTEGER CHECK (productivity_base IN (-1, 0, 1)),
    productivity_last INTEGER CHECK (productivity_last IN (-1, 0, 1)),
    carbon_base       REAL,             -- stock at the baseline's end, of the first
    carbon_last       REAL,             -- at the end, of that at the baseline's end
    base              INTEGER CHECK (base IN (-1, 0, 1)), -- one out, all out
    last              INTEGER CHECK (last IN (-1, 0, 1)),
    status            INTEGER CHECK (status BETWEEN 1 AND 7),
                                        -- 1 persistent, 2 recent, 3 baseline
                                        -- degradation, 4 stable, 5 baseline,
                                        -- 6 recent, 7 persistent improvement
    event_year        INTEGER           -- of the change of cover that degrades
) STRICT;

-- Water by what became of it, with mines or without.
CREATE TABLE water_extent (
    zone_id    INTEGER NOT NULL REFERENCES zone,
    year       INTEGER NOT NULL,        -- end of the time compared
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    transition TEXT NOT NULL,           -- class of the raster; nodata, outside
    is_mine    INTEGER NOT NULL CHECK (is_mine IN (0, 1)),
    area_m2    REAL NOT NULL CHECK (area_m2 >= 0),
    PRIMARY KEY (zone_id, year, dataset_id, transition, is_mine)
) STRICT, WITHOUT ROWID;
