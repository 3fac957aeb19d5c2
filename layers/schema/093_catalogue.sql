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
