-- Permits with output and no footprint.
CREATE TABLE "{table}" (
    fid        INTEGER PRIMARY KEY,
    permit_id  INTEGER NOT NULL,
    key        TEXT NOT NULL,
    name       TEXT NOT NULL,
    output     REAL NOT NULL, -- in the unit of the register
    nearest    TEXT NOT NULL, -- none, or footprints of other years
    year_start DATE NOT NULL,
    year_end   DATE NOT NULL,
    geom       BLOB
);
