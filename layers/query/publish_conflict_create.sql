-- Parts of footprints that no permit covers in their period.
CREATE TABLE "{table}" (
    fid          INTEGER PRIMARY KEY,
    footprint_id INTEGER NOT NULL,
    permit_id    INTEGER,
    footprint    TEXT NOT NULL,
    permit       TEXT,
    relation     TEXT NOT NULL, -- of the footprint to the permit
    area_ha      REAL NOT NULL, -- on the ellipsoid
    footprint_ha REAL NOT NULL,
    permit_first DATE,
    permit_last  DATE,
    year         INTEGER,
    year_start   DATE,
    year_end     DATE,
    geom         BLOB
);
