-- What zones are, where the assessment says so: lands of Indigenous peoples and
-- communities, natural heritage.
CREATE TABLE customary_land (
    zone_set_id INTEGER PRIMARY KEY REFERENCES zone_set
) STRICT;

CREATE TABLE natural_heritage (
    zone_set_id INTEGER PRIMARY KEY REFERENCES zone_set
) STRICT;

-- Places where attributed degradation is mapped or reported: mining footprints,
-- and incidents whose place is known to some kilometres. What only says what is
-- allowed where (permits, prohibitions) is no site.
CREATE TABLE attributed_site (
    evidence_id INTEGER NOT NULL REFERENCES evidence ON DELETE CASCADE,
    measure     TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG')),
    domain      TEXT NOT NULL,          -- code in the list domain, level 0; on
                                        -- burned land FOR_FIR
    PRIMARY KEY (evidence_id, measure)
) STRICT, WITHOUT ROWID;

-- Those of them that are of burning.
CREATE TABLE attributed_burning (
    evidence_id INTEGER PRIMARY KEY REFERENCES evidence ON DELETE CASCADE
) STRICT;

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

-- Land near attributed sites by class, in the last year of the map; rows are
-- nested like those of people_near.
CREATE TABLE land_near (
    zone_id    INTEGER NOT NULL REFERENCES zone,
    measure    TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG')),
    domain     TEXT NOT NULL,
    distance_m REAL NOT NULL,
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    year       INTEGER NOT NULL,
    label      TEXT NOT NULL,           -- of the class
    area_m2    REAL NOT NULL CHECK (area_m2 >= 0),
    PRIMARY KEY (zone_id, measure, domain, distance_m, dataset_id, year, label)
) STRICT, WITHOUT ROWID;

-- Groups by sex and age of the table people that may be added up.
CREATE TABLE people_group (
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    sex        TEXT NOT NULL,
    age_from   INTEGER NOT NULL,
    age_to     INTEGER NOT NULL,
    PRIMARY KEY (dataset_id, sex, age_from, age_to)
) STRICT, WITHOUT ROWID;

-- Who makes up all people: a raster of all, an official one first, else the
-- groups where they cover both sexes (2 x 1000 years, 999 being the last).
CREATE VIEW people_whole AS
WITH whole AS (
    SELECT p.dataset_id, p.sex, p.age_from, p.age_to
    FROM people p JOIN dataset d USING (dataset_id)
    WHERE p.sex = '_T' AND p.age_from = 0 AND p.age_to = 999
    ORDER BY d.official DESC, p.dataset_id LIMIT 1
)
SELECT dataset_id, sex, age_from, age_to FROM whole
UNION ALL
SELECT dataset_id, sex, age_from, age_to FROM people_group
WHERE NOT EXISTS (SELECT 1 FROM whole)
  AND (SELECT sum((age_to - age_from + 1) * CASE sex WHEN '_T' THEN 2 ELSE 1 END)
       FROM people_group) = 2000;

-- People of each zone near sites as they may be shown: to two digits, the bounds
-- those of the rounding; fewer than 100 are marked as of low reliability. Exact
-- figures stay in people_near.
CREATE VIEW people_exposed AS
WITH measure (measure) AS (VALUES ('ILL'), ('ORG')),
domain (domain) AS (SELECT '_T' UNION SELECT 'MIN' UNION SELECT domain FROM people_near),
distance (distance_m) AS (VALUES (1000.0), (5000.0), (10000.0), (25000.0)),
here AS (
    SELECT p.zone_id, min(d.id) AS dataset
    FROM people p JOIN people_whole w USING (dataset_id, sex, age_from, age_to)
         JOIN dataset d USING (dataset_id)
    GROUP BY p.zone_id
),
near AS (
    SELECT n.zone_id, n.measure, n.domain, n.distance_m, sum(n.persons) AS persons
    FROM people_near n JOIN people_whole w USING (dataset_id, sex, age_from, age_to)
    WHERE n.zone_id IS NOT NULL
    GROUP BY n.zone_id, n.measure, n.domain, n.distance_m
),
exact AS (
    SELECT h.zone_id, m.measure, o.domain, k.distance_m, h.dataset,
           coalesce(n.persons, 0) AS persons
    FROM here h JOIN measure m JOIN domain o JOIN distance k
         LEFT JOIN near n USING (zone_id, measure, domain, distance_m)
),
stepped AS (
    SELECT *, CASE WHEN persons >= 1 THEN pow(10, floor(log10(persons)) - 1)
                   ELSE 1.0 END AS step
    FROM exact
)
SELECT zone_id, measure, domain, distance_m, dataset, persons,
       round(persons / step) * step AS shown,
       max(round(persons / step) - 0.5, 0) * step AS shown_low,
       (round(persons / step) + 0.5) * step AS shown_high,
       CASE WHEN persons < 100 THEN 'U' ELSE 'E' END AS obs_status,
       printf('living within %g km of attributed sites; to two digits',
              distance_m / 1000) ||
       CASE WHEN persons < 100 THEN '; fewer than 100: low reliability' ELSE '' END
           AS note
FROM stepped;

-- Samples of water bodies against their targets, as SDG 6.3.2 compares them.
CREATE TABLE water_sample (
    sample_id   INTEGER PRIMARY KEY,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    water_body  TEXT NOT NULL,
    parameter   TEXT NOT NULL,
    value       REAL NOT NULL,
    target_low  REAL,                   -- good from here on; NULL: no lower end
    target_high REAL,                   -- good up to here
    day         TEXT NOT NULL,          -- ISO day
    lon         REAL NOT NULL,
    lat         REAL NOT NULL
) STRICT;

-- Reaches of a river network at their outlets.
CREATE TABLE river_reach (
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    reach      TEXT NOT NULL,
    next_down  TEXT,                    -- reach it flows into; NULL: none
    length_km  REAL NOT NULL CHECK (length_km > 0),
    lon        REAL NOT NULL,
    lat        REAL NOT NULL,
    PRIMARY KEY (dataset_id, reach)
) STRICT, WITHOUT ROWID;

-- Reaches whose outlet lies within 5 km of an attributed mine.
CREATE TABLE river_mined (
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    reach      TEXT NOT NULL,
    measure    TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG')),
    PRIMARY KEY (dataset_id, reach, measure)
) STRICT, WITHOUT ROWID;
