-- What each name of a place that reports give was taken for.
ALTER TABLE incident ADD COLUMN place_zone_id INTEGER REFERENCES zone ON DELETE SET NULL;
ALTER TABLE incident ADD COLUMN place_outcome TEXT
    CHECK (place_outcome IN ('matched', 'near', 'ambiguous', 'none')); -- NULL: not asked

CREATE INDEX incident_place_zone ON incident (place_zone_id)
    WHERE place_zone_id IS NOT NULL;

CREATE TABLE place_match (
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    dataset    TEXT NOT NULL,
    name       TEXT NOT NULL,    -- as written; of refused rows that must not be
    code       TEXT NOT NULL,    -- shown, sha256:... of the three
    parent     TEXT NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('matched', 'near', 'ambiguous', 'none')),
    how        TEXT NOT NULL CHECK (how IN ('', 'code', 'exact', 'folded',
                   'abbreviation', 'words', 'order', 'near')),
    why        TEXT NOT NULL,    -- in words, where there is not one zone
    zone_set   TEXT NOT NULL,    -- '' unless matched or near
    zone_key   TEXT NOT NULL,
    zone_name  TEXT NOT NULL,
    zone_id    INTEGER REFERENCES zone ON DELETE SET NULL, -- NULL also: left out by the scope
    candidates TEXT NOT NULL CHECK (json_valid(candidates)), -- key and name; at most 5
    nrows      INTEGER NOT NULL CHECK (nrows >= 0), -- stored rows that give it so
    nrefused   INTEGER NOT NULL CHECK (nrefused >= 0), -- when it was last read
    PRIMARY KEY (dataset_id, name, code, parent),
    CHECK ((outcome IN ('matched', 'near')) = (zone_key <> '')),
    CHECK ((outcome IN ('matched', 'near')) = (why = ''))
) STRICT, WITHOUT ROWID;

CREATE INDEX place_match_zone ON place_match (zone_id) WHERE zone_id IS NOT NULL;
