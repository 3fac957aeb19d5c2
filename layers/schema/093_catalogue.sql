-- What the head of an indicator's file tells beside formula and source.
ALTER TABLE indicator ADD COLUMN official TEXT NOT NULL DEFAULT '';
                                        -- title in the global framework; '': ours
ALTER TABLE indicator ADD COLUMN tier TEXT NOT NULL DEFAULT '';
                                        -- I, II or both, in the framework
ALTER TABLE indicator ADD COLUMN custodian TEXT NOT NULL DEFAULT '';
ALTER TABLE indicator ADD COLUMN class TEXT NOT NULL DEFAULT '';
                                        -- classes its values may have, between |
ALTER TABLE indicator ADD COLUMN inputs TEXT NOT NULL DEFAULT '';
                                        -- kinds of dataset and tables it needs
ALTER TABLE indicator ADD COLUMN verified_on TEXT NOT NULL DEFAULT 'unverified';
                                        -- day on which tier, custodian and
                                        -- formula were compared with the source

ALTER TABLE indicator ADD COLUMN level INTEGER NOT NULL DEFAULT 0 CHECK (level IN (0, 1));
                                        -- 1: of the year as a state, which is not
                                        -- added up over years
-- The run that a figure comes from: run.run_id.
ALTER TABLE indicator_value ADD COLUMN run_id INTEGER;

-- Indicators that were asked for and have no values, as what they need is not
-- there: nothing is guessed.
CREATE TABLE indicator_skipped (
    indicator TEXT NOT NULL,
    file      TEXT NOT NULL,            -- in layers/indicator
    missing   TEXT NOT NULL,            -- "biomass; land-cover or forest-loss-year"
    PRIMARY KEY (indicator, file)
) STRICT, WITHOUT ROWID;

-- Degradation with evidence, area by zone, year and type. low leaves out what
-- was first seen after unobserved years, as the figures of the type do.
CREATE VIEW degradation_part AS
SELECT d.zone_id, d.year, d.type, d.dataset_id, s.measure,
       SUM((d.area_m2 - d.after_gap_m2) * MIN(s.low, 1.0)) AS low_m2,
       SUM(d.area_m2 * MIN(s.central, 1.0)) AS central_m2,
       SUM(d.area_m2 * MIN(s.high, 1.0)) AS high_m2
FROM degradation d JOIN set_value s USING (evidence_set_id, type, year)
WHERE s.domain = '_T' AND s.tier = '_T' AND s.measure IN ('ILL', 'ORG', 'TOC')
GROUP BY d.zone_id, d.year, d.type, d.dataset_id, s.measure;

-- The measures that figures are split by, when there is evidence that was
-- given values; no row otherwise.
CREATE VIEW attributed_measure AS
SELECT m.measure FROM (SELECT 'ILL' AS measure UNION ALL SELECT 'ORG'
                       UNION ALL SELECT 'TOC') m
WHERE EXISTS (SELECT 1 FROM tier_value) AND EXISTS (SELECT 1 FROM evidence);

-- Root to shoot ratio by forest, after table 4.4 of the IPCC: t below ground per
-- t above it, by above-ground biomass in t/ha. NULL: the table has none.
CREATE TABLE root_shoot (
    climate   TEXT NOT NULL,            -- group of FAO global ecological zones
    continent TEXT NOT NULL,
    leaf      TEXT NOT NULL,            -- mosaic, broadleaf, needleleaf
    origin    TEXT NOT NULL,            -- natural, planted
    oak       TEXT NOT NULL,            -- yes, no: Quercus
    to_75     REAL,
    to_125    REAL,
    above_125 REAL,
    PRIMARY KEY (climate, continent, leaf, origin, oak)
) STRICT, WITHOUT ROWID;

-- Official values as somebody published them: shown beside the figures, never
-- computed with.
CREATE TABLE context_value (
    context_value_id INTEGER PRIMARY KEY,
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    dataset    TEXT NOT NULL,           -- its id
    indicator  TEXT NOT NULL,
    series     TEXT NOT NULL,
    area       TEXT NOT NULL,           -- as written: key or name of a zone, country
    zone_set   TEXT NOT NULL DEFAULT '',-- only there; '': anywhere
    year       INTEGER NOT NULL,
    month      INTEGER NOT NULL DEFAULT 0 CHECK (month BETWEEN 0 AND 12),
                                        -- 0: the whole year; others are parts
    value      REAL NOT NULL,
    low        REAL,
    high       REAL,
    unit       TEXT NOT NULL,
    source     TEXT NOT NULL DEFAULT '',
    UNIQUE (indicator, series, area, zone_set, year, month)
) STRICT;

-- The zones that an official value is of: by key, by a name that one zone of the
-- set has, or by the code of a country where the other one is the key.
CREATE VIEW context_zone AS
SELECT v.context_value_id, z.zone_id
FROM context_value v JOIN zone z
     ON v.zone_set IN ('', z.zone_set)
WHERE z.key = v.area
   OR (z.name = v.area COLLATE NOCASE
       AND 1 = (SELECT count(*) FROM zone o WHERE o.zone_set_id = z.zone_set_id
                AND o.name = v.area COLLATE NOCASE))
   OR EXISTS (SELECT 1 FROM country c
              WHERE v.area COLLATE NOCASE IN (c.alpha3, c.alpha2, c.m49, c.title_en)
                AND z.key IN (c.alpha3, c.alpha2));

-- Months of which somebody counted the sea pixels whose chlorophyll deviates, in
-- percent of those of the area.
CREATE VIEW monthly_chlorophyll AS
SELECT c.zone_id, v.year, v.month, v.value, v.dataset
FROM context_value v JOIN context_zone c USING (context_value_id)
WHERE v.indicator = '14.1.1' AND v.month > 0 AND v.unit = 'PT';

-- Incidents in zones and in the period. event: reports that may tell of the same
-- event have the same. several: it may have been in another zone of the set.
-- codes: ICCS between blanks. environmental: of a domain other than enabling
-- crime, or with an ICCS code of section 10.
CREATE VIEW incident_record AS
SELECT z.zone_id, CAST(substr(i.date_first, 1, 4) AS INTEGER) AS year,
       i.incident_id, coalesce(c.cluster_id, i.incident_id) AS event, z.several,
       i.dataset, coalesce(i.domain, '') AS domain, i.case_id,
       ' ' || coalesce(i.iccs, '') || ' ' AS codes,
       (coalesce(i.domain, 'ENB') <> 'ENB' OR ' ' || coalesce(i.iccs, '') GLOB '* 10[0-9]*')
           AS environmental,
       i.properties
FROM incident_zone z JOIN incident i USING (incident_id)
     LEFT JOIN incident_cluster c USING (incident_id), run r
WHERE CAST(substr(i.date_first, 1, 4) AS INTEGER) BETWEEN r.year_from AND r.year_to
  AND coalesce(i.status, '') NOT IN ('refuted', 'dismissed', 'acquitted');

-- Persons that an incident tells, under one of the two names.
CREATE VIEW incident_persons AS
SELECT incident_id, MAX(value) AS persons
FROM incident_quantity
WHERE unit = 'persons' AND name IN ('victims', 'persons')
GROUP BY incident_id;

-- Inhabitants of a zone, of the first population raster.
CREATE VIEW zone_persons AS
SELECT v.zone_id, SUM(v.sum) AS persons
FROM tally_value v JOIN combination c USING (combination_id)
WHERE c.theme = 'total'
  AND v.dataset_id = (SELECT MIN(dataset_id) FROM dataset WHERE kind = 'population')
GROUP BY v.zone_id;

-- Zones that are countries: their key is an ISO 3166 code of letters.
CREATE VIEW country_zone AS
SELECT z.zone_id, c.alpha3 FROM zone z JOIN country c ON z.key IN (c.alpha3, c.alpha2);
