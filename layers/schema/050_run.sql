-- How the store came about. No clock, no user, no host, no absolute path: the
-- same inputs give the same bytes.
CREATE TABLE run (
    run_id     INTEGER PRIMARY KEY,
    assessment TEXT NOT NULL,
    title      TEXT NOT NULL,
    year_from  INTEGER NOT NULL,
    year_to    INTEGER NOT NULL,
    audience   TEXT NOT NULL,
    program    TEXT NOT NULL,       -- ecocrime and its version
    libraries  TEXT NOT NULL,
    assessment_sha256 TEXT NOT NULL,
    assessment_text   TEXT NOT NULL
) STRICT;

CREATE TABLE lineage (
    lineage_id INTEGER PRIMARY KEY,
    step       TEXT NOT NULL,       -- ingest, tabulate, indicators, publish
    output     TEXT NOT NULL,       -- table or dataset id
    input      TEXT NOT NULL,       -- dataset ids or tables
    what       TEXT NOT NULL        -- in words, with counts
) STRICT;

CREATE TABLE parameter (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL,
    unit       TEXT NOT NULL DEFAULT '',
    source     TEXT NOT NULL,       -- where the value comes from
    calibrated INTEGER NOT NULL CHECK (calibrated IN (0, 1)) -- 0: default, assumed
) STRICT;

-- The layers made for people: title, abstract, unit, caveat of each.
CREATE TABLE layer (
    name      TEXT PRIMARY KEY,     -- the table
    title     TEXT NOT NULL,
    abstract  TEXT NOT NULL,
    theme     TEXT NOT NULL,        -- group in the project
    indicator TEXT,
    series    TEXT,
    zone_set  TEXT,
    unit      TEXT NOT NULL DEFAULT '',
    style     TEXT NOT NULL,        -- template in layers/style
    licence   TEXT NOT NULL DEFAULT '',
    attribution TEXT NOT NULL DEFAULT '',
    position  INTEGER NOT NULL      -- order in the project, from the top
) STRICT;
