-- Are there enough incidents to say anything? Over the period of the run.
CREATE TABLE "{table}" (
    fid         INTEGER PRIMARY KEY,
    zone_id     INTEGER NOT NULL,
    zone_key    TEXT NOT NULL,
    zone_name   TEXT NOT NULL,
    dataset     TEXT NOT NULL, -- of the degradation
    nitems      INTEGER NOT NULL,
    area_ha     REAL NOT NULL, -- degraded
    per_1000_ha REAL,
    enough      TEXT NOT NULL, -- too few, nothing to explain, not told
    note        TEXT NOT NULL,
    least       REAL,          -- per 1 000 ha, uncalibrated default
    geom        BLOB
);
