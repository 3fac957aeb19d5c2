-- Outlines of one zone set.
CREATE TABLE "{table}" (
    fid       INTEGER PRIMARY KEY,
    zone_id   INTEGER NOT NULL,
    zone_key  TEXT NOT NULL,
    zone_name TEXT NOT NULL,
    area_ha   REAL NOT NULL, -- on the ellipsoid
    repaired  INTEGER NOT NULL,
    geom      BLOB
);
