-- Incidents in prohibitions: a row for each prohibition that an incident meets.
CREATE TABLE "{table}" (
    fid         INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL,
    evidence_id INTEGER NOT NULL,
    key         TEXT NOT NULL,
    name        TEXT NOT NULL,
    domain      TEXT,
    prohibition TEXT NOT NULL,
    how         TEXT NOT NULL, -- inside, or on the border
    timing      TEXT NOT NULL,
    year_start  DATE,
    year_end    DATE,
    radius_m    REAL,          -- NULL: not told
    wide_m      REAL NOT NULL, -- about how wide it is, for drawing
    sensitivity INTEGER NOT NULL,
    geom        BLOB
);
