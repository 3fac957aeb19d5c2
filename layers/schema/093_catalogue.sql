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
