-- Degradation of one type by what evidence says of it: a row per zone, year and
-- dataset. Hectares; t1_ha to t5_ha, legal_ha and undetermined_ha are central
-- values that add up to value. DATE columns are for the time slider of QGIS.
CREATE TABLE "{table}" (
    fid        INTEGER PRIMARY KEY,
    zone_id    INTEGER NOT NULL,
    zone_key   TEXT NOT NULL,
    zone_name  TEXT NOT NULL,
    year       INTEGER NOT NULL,
    year_start DATE NOT NULL,
    year_end   DATE NOT NULL,
    dataset    TEXT NOT NULL,
    value      REAL NOT NULL,   -- degraded
    t1_ha      REAL NOT NULL,   -- illegal by evidence of tier T1
    t2_ha      REAL NOT NULL,
    t3_ha      REAL NOT NULL,
    t4_ha      REAL NOT NULL,   -- T4a, T4b and T4c
    t5_ha      REAL NOT NULL,
    legal_ha   REAL NOT NULL,
    undetermined_ha REAL NOT NULL,
    illegal_ha      REAL NOT NULL,
    illegal_low_ha  REAL NOT NULL,
    illegal_high_ha REAL NOT NULL,
    organized_ha      REAL NOT NULL,
    organized_low_ha  REAL NOT NULL,
    organized_high_ha REAL NOT NULL,
    transnational_ha      REAL NOT NULL,
    transnational_low_ha  REAL NOT NULL,
    transnational_high_ha REAL NOT NULL,
    illegal_p05_ha   REAL,      -- 90 percent interval of the draws; NULL: none
    illegal_p95_ha   REAL,
    organized_p05_ha REAL,
    organized_p95_ha REAL,
    organized_percent REAL,     -- of value
    interval   TEXT NOT NULL,   -- narrow, wide, none
    evidence   TEXT NOT NULL,   -- enough, too few, not told
    rank       INTEGER,         -- by organized_ha; NULL: not to be ranked
    label      TEXT NOT NULL,
    source     TEXT NOT NULL,
    caveat     TEXT NOT NULL,
    geom       BLOB
);
