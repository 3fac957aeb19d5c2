-- Evidence polygons of one kind, dated for the time slider.
CREATE TABLE "{table}" (
    fid         INTEGER PRIMARY KEY,
    evidence_id INTEGER NOT NULL,
    dataset     TEXT NOT NULL,
    key         TEXT NOT NULL,
    name        TEXT NOT NULL,
    year        INTEGER,
    year_start  DATE,
    year_end    DATE,
    geom        BLOB
);
