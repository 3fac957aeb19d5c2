-- SDG 15.4.2: the green cover and the degraded part of mountains; 15.1.2 and
-- 15.4.1: protected areas in key biodiversity areas.

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

-- SDG 15.1.2 and 15.4.1: key biodiversity areas are zones of a set of their own;
-- what is protected of them.
CREATE TABLE kba (
    zone_id     INTEGER PRIMARY KEY REFERENCES zone ON DELETE CASCADE,
    ecosystem   TEXT NOT NULL,          -- as told; '': not told
    terrestrial INTEGER NOT NULL CHECK (terrestrial IN (0, 1)),
    freshwater  INTEGER NOT NULL CHECK (freshwater IN (0, 1)),
    mountain    INTEGER NOT NULL CHECK (mountain IN (0, 1))
) STRICT;

-- Where a key biodiversity area is counted: in the zone of each other set that
-- holds the largest part of it, the first of equals.
CREATE TABLE kba_zone (
    kba_id  INTEGER NOT NULL REFERENCES kba ON DELETE CASCADE,
    zone_id INTEGER NOT NULL REFERENCES zone ON DELETE CASCADE,
    area_m2 REAL NOT NULL CHECK (area_m2 > 0), -- that they share
    PRIMARY KEY (kba_id, zone_id)
) STRICT, WITHOUT ROWID;

-- Covered by the union of protected and conserved areas of the year: median of
-- the draws of years that are not known, and 5th and 95th percentile.
CREATE TABLE kba_cover (
    kba_id     INTEGER NOT NULL REFERENCES kba ON DELETE CASCADE,
    year       INTEGER NOT NULL,
    area_m2    REAL NOT NULL CHECK (area_m2 > 0),
    covered_m2 REAL NOT NULL CHECK (covered_m2 BETWEEN 0 AND area_m2 * 1.000001),
    low_m2     REAL NOT NULL,
    high_m2    REAL NOT NULL,
    nundated   INTEGER NOT NULL,        -- areas in it whose year is not known
    PRIMARY KEY (kba_id, year)
) STRICT, WITHOUT ROWID;

-- Mean over the areas of a zone of the percentage covered; likewise.
CREATE TABLE kba_coverage (
    zone_id   INTEGER NOT NULL REFERENCES zone ON DELETE CASCADE,
    year      INTEGER NOT NULL,
    ecosystem TEXT NOT NULL CHECK (ecosystem IN ('terrestrial', 'freshwater', 'mountain')),
    nkba      INTEGER NOT NULL CHECK (nkba > 0),
    percent   REAL NOT NULL CHECK (percent BETWEEN 0 AND 100.0001),
    low       REAL NOT NULL,
    high      REAL NOT NULL,
    PRIMARY KEY (zone_id, year, ecosystem)
) STRICT, WITHOUT ROWID;

-- Areas that a key biodiversity area is laid over: those with a boundary that are
-- neither proposed nor of a status that is not reported, and no biosphere reserve
-- of UNESCO. Columns as the World Database on Protected Areas has them; a status
-- that no column tells is taken for designated. Degazetted areas are not in it.
CREATE VIEW protected_area AS
SELECT evidence_id, dataset_id, key, name,
       COALESCE(year, NULLIF(CAST(properties ->> 'STATUS_YR' AS INTEGER), 0)) AS year,
       COALESCE(properties ->> 'ISO3', properties ->> 'PARENT_ISO', '') AS country,
       CASE WHEN lower(COALESCE(properties ->> 'STATUS', 'designated'))
                 IN ('proposed', 'not reported') THEN 'status'
            WHEN COALESCE(properties ->> 'DESIG_ENG', '') || ' ' ||
                 COALESCE(properties ->> 'DESIG', '') LIKE '%UNESCO-MAB%' THEN 'UNESCO-MAB'
            ELSE '' END AS excluded,
       geom
FROM evidence
WHERE kind = 'protected-areas';

-- Key biodiversity areas by the zone they are counted in, themselves included,
-- and by kind; a mountain one is told to be, or at least 5 % of it is mountain.
CREATE VIEW kba_member AS
WITH mountain AS (
    SELECT zone_id, MAX(m2) AS m2 FROM (
        SELECT zone_id, year, SUM(mountain_m2) AS m2 FROM mountain_cover
        GROUP BY zone_id, dataset_id, year)
    GROUP BY zone_id
),
kind AS (
    SELECT k.zone_id AS kba_id, 'terrestrial' AS ecosystem FROM kba k WHERE k.terrestrial
    UNION ALL
    SELECT k.zone_id, 'freshwater' FROM kba k WHERE k.freshwater
    UNION ALL
    SELECT k.zone_id, 'mountain'
    FROM kba k JOIN zone z USING (zone_id) LEFT JOIN mountain m USING (zone_id)
    WHERE k.mountain OR m.m2 >= 0.05 * z.area_m2
),
place AS (
    SELECT zone_id, kba_id FROM kba_zone
    UNION ALL
    SELECT zone_id, zone_id FROM kba
)
SELECT p.zone_id, n.ecosystem, n.kba_id
FROM kind n JOIN place p USING (kba_id);
