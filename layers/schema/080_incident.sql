-- What a mapping tells of an incident. Codes are those of the table vocabulary;
-- NULL: not told.
ALTER TABLE incident ADD COLUMN date_precision TEXT
    CHECK (date_precision IN ('day', 'month', 'quarter', 'year', 'range'));
ALTER TABLE incident ADD COLUMN domain TEXT;
ALTER TABLE incident ADD COLUMN subtype TEXT;
ALTER TABLE incident ADD COLUMN iccs TEXT;          -- the main code first
ALTER TABLE incident ADD COLUMN organized TEXT
    CHECK (organized IN ('yes', 'no', 'unknown'));
ALTER TABLE incident ADD COLUMN transnational TEXT
    CHECK (transnational IN ('yes', 'no', 'unknown'));
ALTER TABLE incident ADD COLUMN source_type TEXT;
ALTER TABLE incident ADD COLUMN reliability TEXT;   -- A to F
ALTER TABLE incident ADD COLUMN credibility TEXT;   -- 1 to 6
ALTER TABLE incident ADD COLUMN status TEXT;
ALTER TABLE incident ADD COLUMN precision_class INTEGER
    CHECK (precision_class BETWEEN 0 AND 5);
ALTER TABLE incident ADD COLUMN precision_m REAL
    CHECK (precision_m >= 0);                       -- how far off at most
ALTER TABLE incident ADD COLUMN flags TEXT NOT NULL DEFAULT ''; -- what is odd
ALTER TABLE incident ADD COLUMN place_name TEXT NOT NULL DEFAULT '';
ALTER TABLE incident ADD COLUMN place_code TEXT NOT NULL DEFAULT '';
ALTER TABLE incident ADD COLUMN place_parent TEXT NOT NULL DEFAULT '';
ALTER TABLE incident ADD COLUMN file TEXT;          -- name without folder
ALTER TABLE incident ADD COLUMN row INTEGER;        -- of the first, from 1
ALTER TABLE incident ADD COLUMN row_hash TEXT;      -- SHA-256 of the content
ALTER TABLE incident ADD COLUMN nrows INTEGER NOT NULL DEFAULT 1
    CHECK (nrows >= 1);                             -- rows merged into it
ALTER TABLE incident ADD COLUMN merged TEXT NOT NULL DEFAULT '[]'; -- JSON: what
                                                    -- tells those rows apart

CREATE INDEX incident_key ON incident (dataset_id, key);

-- Amounts that an incident tells, in the unit that the mapping names.
CREATE TABLE incident_quantity (
    incident_id INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    name        TEXT NOT NULL,
    value       REAL NOT NULL,
    unit        TEXT NOT NULL,
    PRIMARY KEY (incident_id, name)
) STRICT, WITHOUT ROWID;

-- Rows of a dataset that a mapping reads: each is one of the three.
CREATE TABLE incident_count (
    dataset_id INTEGER PRIMARY KEY REFERENCES dataset,
    nread      INTEGER NOT NULL,
    nstored    INTEGER NOT NULL,
    nmerged    INTEGER NOT NULL,         -- into one that is stored
    nrejected  INTEGER NOT NULL,
    noutside   INTEGER NOT NULL DEFAULT 0 -- stored, then left out by the scope
) STRICT;
