-- Rows of a file on their way, in a database of their own: they leave it in the
-- order of their keys before they get their numbers, so that the order of the
-- file does not matter. The index is filled as they come: sorting at the end
-- would take memory for all of them.
CREATE TABLE incident_stage (
    stage_id       INTEGER PRIMARY KEY,
    key            TEXT NOT NULL,
    row_hash       TEXT NOT NULL,
    merged         TEXT NOT NULL,
    file           TEXT NOT NULL,
    row            INTEGER NOT NULL,
    name           TEXT NOT NULL,
    date_first     TEXT,
    date_last      TEXT,
    date_precision TEXT,
    domain         TEXT,
    subtype        TEXT,
    iccs           TEXT,
    organized      TEXT,
    transnational  TEXT,
    source_type    TEXT,
    reliability    TEXT,
    credibility    TEXT,
    status         TEXT,
    sensitivity    INTEGER NOT NULL,
    precision_class INTEGER NOT NULL,
    precision_m    REAL,
    flags          TEXT NOT NULL,
    place_name     TEXT NOT NULL,
    place_code     TEXT NOT NULL,
    place_parent   TEXT NOT NULL,
    case_id        TEXT NOT NULL,
    properties     TEXT NOT NULL,
    wkb            BLOB
) STRICT;

CREATE INDEX incident_stage_order
    ON incident_stage (key, row_hash, merged, file, row);

CREATE TABLE incident_stage_quantity (
    stage_id INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    REAL NOT NULL,
    unit     TEXT NOT NULL,
    PRIMARY KEY (stage_id, name)
) STRICT, WITHOUT ROWID;
