-- How far the attribution can be trusted, as told by 'ecocrime validate'.
CREATE TABLE validation (
    position INTEGER PRIMARY KEY,
    part     TEXT NOT NULL CHECK (part IN
             ('worlds', 'hold-out', 'control', 'evidence')),
    what     TEXT NOT NULL,
    type     TEXT NOT NULL DEFAULT '', -- of degradation
    measure  TEXT NOT NULL DEFAULT '',
    quantity TEXT NOT NULL,            -- coverage, bias, Brier score, ...
    value    REAL,
    least    REAL,                     -- what it should be; NULL: no limit
    most     REAL,
    passed   INTEGER CHECK (passed IN (0, 1)), -- NULL: told, not judged
    n        INTEGER,                  -- worlds, areas, shifts it rests on
    note     TEXT NOT NULL DEFAULT ''
) STRICT;

-- Of the areas predicted within a tenth: what was observed. fitted: by isotonic
-- regression, where there are enough.
CREATE TABLE validation_decile (
    measure   TEXT NOT NULL,
    low       REAL NOT NULL,
    high      REAL NOT NULL,
    n         INTEGER NOT NULL,
    area_ha   REAL NOT NULL,
    predicted REAL NOT NULL,
    observed  REAL NOT NULL,
    fitted    REAL,
    PRIMARY KEY (measure, low)
) STRICT, WITHOUT ROWID;
