-- Reported events as points (polygons by a point inside), dated.
CREATE TABLE "{table}" (
    fid         INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL,
    dataset     TEXT NOT NULL,
    key         TEXT NOT NULL,
    name        TEXT NOT NULL,
    year_start  DATE,
    year_end    DATE,
    sensitivity INTEGER NOT NULL,
    geom        BLOB
);
