-- Evidence polygons of one kind, dated for the time slider.
CREATE TABLE "{table}" (
    fid         INTEGER PRIMARY KEY,
    evidence_id INTEGER NOT NULL,
    dataset     TEXT NOT NULL,
    key         TEXT NOT NULL,
    name        TEXT NOT NULL,
    domain      TEXT,
    tier        TEXT,    -- strength of evidence; NULL: none
    tier_name   TEXT,
    rule        TEXT,    -- the rule that gave it, in words
    year        INTEGER,
    year_start  DATE,
    year_end    DATE,
    geom        BLOB
);
