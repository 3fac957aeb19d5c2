-- Rows of a file on their way: in the order of their keys before they get their
-- numbers, so that the order of the file does not matter. In the file of the
-- store, which grows; a temporary table would be held in memory. Dropped before
-- the transaction ends.
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
    place_zone_id  INTEGER,
    place_outcome  TEXT,
    properties     TEXT NOT NULL,
    wkb            BLOB
) STRICT;
