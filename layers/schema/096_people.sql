-- What zones are, where the assessment says so.
ALTER TABLE zone_set ADD COLUMN lands TEXT
    CHECK (lands IN ('customary', 'natural-heritage'));

-- Places where attributed degradation is mapped or reported: mining footprints,
-- and incidents whose place is known to some kilometres. What only says what is
-- allowed where (permits, prohibitions) is no site.
CREATE TABLE attributed_site (
    evidence_id INTEGER NOT NULL REFERENCES evidence ON DELETE CASCADE,
    measure     TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG')),
    domain      TEXT NOT NULL,          -- code in the list domain, level 0
    PRIMARY KEY (evidence_id, measure)
) STRICT, WITHOUT ROWID;

-- People living in a zone, as the raster counts them; not rounded.
CREATE TABLE people (
    zone_id    INTEGER NOT NULL REFERENCES zone,
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    sex        TEXT NOT NULL CHECK (sex IN ('_T', 'F', 'M')), -- _T: all
    age_from   INTEGER NOT NULL,        -- years of age, both included
    age_to     INTEGER NOT NULL,        -- 999: no end
    persons    REAL NOT NULL CHECK (persons >= 0),
    valid_m2   REAL NOT NULL,           -- part of the zone that has a value
    PRIMARY KEY (zone_id, dataset_id, sex, age_from, age_to)
) STRICT, WITHOUT ROWID;

-- Of them, those that live within a geodesic distance of an attributed site;
-- each person once in a row, and rows of one zone are nested, not added. No row:
-- nobody. Rows without a zone: all places near sites, in a zone or not.
CREATE TABLE people_near (
    people_near_id INTEGER PRIMARY KEY,
    zone_id    INTEGER REFERENCES zone,
    measure    TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG')),
    domain     TEXT NOT NULL,           -- '_T': any
    distance_m REAL NOT NULL CHECK (distance_m > 0),
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    sex        TEXT NOT NULL CHECK (sex IN ('_T', 'F', 'M')),
    age_from   INTEGER NOT NULL,
    age_to     INTEGER NOT NULL,
    persons    REAL NOT NULL CHECK (persons >= 0)
) STRICT;

CREATE UNIQUE INDEX people_near_key ON people_near (ifnull(zone_id, 0), measure,
    domain, distance_m, dataset_id, sex, age_from, age_to);

-- What mercury and gold go by: low, mode and high of a triangular distribution.
CREATE TABLE mercury_factor (
    practice TEXT NOT NULL,             -- of mining; '': any
    quantity TEXT NOT NULL CHECK (quantity IN ('yield', 'ratio', 'air')),
    low      REAL NOT NULL CHECK (low >= 0),
    mode     REAL NOT NULL CHECK (mode BETWEEN low AND high),
    high     REAL NOT NULL,
    unit     TEXT NOT NULL,
    source   TEXT NOT NULL,
    status   TEXT NOT NULL,             -- code in the list verification
    PRIMARY KEY (practice, quantity)
) STRICT, WITHOUT ROWID;

-- Mercury that mining of the area would release, were all of it for gold: by
-- zone, year and map; maps are different measurements, never added.
CREATE TABLE mercury (
    zone_id       INTEGER NOT NULL REFERENCES zone,
    year          INTEGER NOT NULL,
    dataset_id    INTEGER NOT NULL REFERENCES dataset, -- of the mined area
    practice      TEXT NOT NULL CHECK (practice IN
                  ('concentrate', 'whole-ore', 'cyanidation')),
    measure       TEXT NOT NULL CHECK (measure IN ('DEG', 'ILL', 'ORG', 'TOC')),
    area_m2       REAL NOT NULL,
    gold_low_kg   REAL NOT NULL CHECK (gold_low_kg >= 0),
    gold_kg       REAL NOT NULL CHECK (gold_kg >= gold_low_kg),
    gold_high_kg  REAL NOT NULL CHECK (gold_high_kg >= gold_kg),
    low_kg        REAL NOT NULL CHECK (low_kg >= 0), -- all factors at their low
    mode_kg       REAL NOT NULL CHECK (mode_kg >= low_kg),
    high_kg       REAL NOT NULL CHECK (high_kg >= mode_kg), -- all at their high
    air_kg        REAL NOT NULL,                     -- of mode_kg, to the air
    land_water_kg REAL NOT NULL,                     -- of mode_kg, the rest
    PRIMARY KEY (zone_id, year, dataset_id, practice, measure)
) STRICT, WITHOUT ROWID;
