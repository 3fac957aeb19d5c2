-- How strong each piece of evidence is, by which rule, and why not stronger.
ALTER TABLE evidence ADD COLUMN tier TEXT;           -- code of the list tier
ALTER TABLE evidence ADD COLUMN tier_rule TEXT;      -- id of the table rule
ALTER TABLE evidence ADD COLUMN tier_reason INTEGER; -- tier_reason_id

-- What the assessment tells of all records of a dataset.
CREATE TABLE dataset_fact (
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    fact       TEXT NOT NULL,            -- prohibition, register_completeness, ...
    value      TEXT NOT NULL,
    PRIMARY KEY (dataset_id, fact)
) STRICT, WITHOUT ROWID;

-- The rules in the order in which they are tried, then the caps.
CREATE TABLE rule (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,    -- from 1
    tier     TEXT NOT NULL,              -- of a cap: the most it leaves, or none
    is_cap   INTEGER NOT NULL CHECK (is_cap IN (0, 1)),
    title    TEXT NOT NULL,
    text     TEXT NOT NULL CHECK (trim(text) <> ''),
    asks     TEXT NOT NULL,              -- its conditions, one line each
    source   TEXT NOT NULL,
    status   TEXT NOT NULL,              -- code in the list verification
    file     TEXT NOT NULL,
    sha256   TEXT NOT NULL               -- of the file
) STRICT;

-- The file that the rules are of, to grade again by.
CREATE TABLE rule_file (
    file       TEXT PRIMARY KEY,         -- name without folder
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    text       TEXT NOT NULL
) STRICT;

-- Why stronger rules did not hold, one line each; many pieces share a text.
CREATE TABLE tier_reason (
    tier_reason_id INTEGER PRIMARY KEY,
    text           TEXT NOT NULL UNIQUE
) STRICT;
