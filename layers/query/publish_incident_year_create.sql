-- Incidents of a zone set: a row per zone and year with any. The columns of an
-- indicator's layer, then those of its own.
CREATE TABLE "{table}" (
    fid        INTEGER PRIMARY KEY,
    zone_id    INTEGER NOT NULL,
    zone_key   TEXT NOT NULL,
    zone_name  TEXT NOT NULL,
    year       INTEGER NOT NULL,
    year_start DATE NOT NULL,
    year_end   DATE NOT NULL,
    value      REAL,    -- incidents
    low        REAL,    -- of them, exact enough for the zone
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
    nwider     INTEGER NOT NULL, -- may be off by more than the zone is wide
    nuntold    INTEGER NOT NULL, -- nobody tells by how much
    persons    REAL,
    per_100000 REAL,
    domains    TEXT NOT NULL,    -- how many of which
    geom       BLOB
);
