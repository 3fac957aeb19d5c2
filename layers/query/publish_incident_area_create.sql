-- Where reported events may have happened.
CREATE TABLE "{table}" (
    fid         INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL,
    dataset     TEXT NOT NULL,
    key         TEXT NOT NULL,
    name        TEXT NOT NULL,
    domain      TEXT,
    domain_name TEXT,
    year_start  DATE,
    year_end    DATE,
    precision_class INTEGER,
    radius_m    REAL,     -- NULL: a polygon as reported
    assumed     INTEGER NOT NULL,
    wide_m      REAL NOT NULL, -- about how wide it is, for drawing
    sensitivity INTEGER NOT NULL,
    geom        BLOB
);
