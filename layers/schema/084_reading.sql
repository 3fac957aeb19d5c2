-- A file of incidents may be read again, corrected or longer. An incident is the
-- same when its key and what its row holds are.
ALTER TABLE incident ADD COLUMN case_id TEXT NOT NULL DEFAULT '';
ALTER TABLE incident ADD COLUMN reading INTEGER NOT NULL DEFAULT 1;
ALTER TABLE rejected ADD COLUMN reading INTEGER NOT NULL DEFAULT 1;

CREATE TABLE incident_reading (
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    reading     INTEGER NOT NULL,         -- from 1
    files       TEXT NOT NULL,            -- JSON: names without folder
    mapping     TEXT NOT NULL,            -- SHA-256 of the mapping file
    nread       INTEGER NOT NULL,         -- rows: the sum of the next four
    nadded      INTEGER NOT NULL,         -- new, or changed
    nunchanged  INTEGER NOT NULL,         -- as an earlier reading had them
    nmerged     INTEGER NOT NULL,         -- into one of those
    nrejected   INTEGER NOT NULL,
    nsuperseded INTEGER NOT NULL,         -- incidents that changed rows replaced
    nresolved   INTEGER NOT NULL,         -- refusals of earlier readings dropped
    PRIMARY KEY (dataset_id, reading)
) STRICT, WITHOUT ROWID;

-- Incidents whose key came again with another content.
CREATE TABLE incident_superseded (
    superseded_id INTEGER PRIMARY KEY,
    dataset_id    INTEGER NOT NULL REFERENCES dataset,
    key           TEXT NOT NULL,
    row_hash      TEXT NOT NULL,
    nrows         INTEGER NOT NULL,
    first_reading INTEGER NOT NULL,       -- that brought it in or saw it last
    reading       INTEGER NOT NULL,       -- that replaced it
    name          TEXT NOT NULL DEFAULT '',
    date_first    TEXT,
    date_last     TEXT,
    domain        TEXT,
    properties    TEXT NOT NULL DEFAULT '{}' -- sensitive ones: nothing
) STRICT;
