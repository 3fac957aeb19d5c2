-- A layer of one indicator and one zone set: a row per zone and year. DATE
-- columns are what the time slider of QGIS looks for, so it cannot be STRICT.
CREATE TABLE "{table}" (
    fid        INTEGER PRIMARY KEY,
    zone_id    INTEGER NOT NULL,
    zone_key   TEXT NOT NULL,
    zone_name  TEXT NOT NULL,
    year       INTEGER NOT NULL,
    year_start DATE NOT NULL,
    year_end   DATE NOT NULL,
    value      REAL,    -- of the main series, in unit
    low        REAL,    -- bounds, see method
    high       REAL,
    unit       TEXT NOT NULL,
    unit_text  TEXT NOT NULL,
    class      TEXT NOT NULL,
    obs_status TEXT NOT NULL,
    label      TEXT NOT NULL,
    source     TEXT NOT NULL,
    method     TEXT NOT NULL,
    caveat     TEXT NOT NULL,
    note       TEXT NOT NULL,
    illegal           REAL, -- part with evidence of illegality, in unit; or what
    illegal_low       REAL, -- the value would be more or less without it: see
    illegal_high      REAL, -- method
    organized         REAL,
    organized_low     REAL,
    organized_high    REAL,
    transnational     REAL,
    transnational_low REAL,
    transnational_high REAL,
    geom       BLOB
);
