-- Amounts of the rows on their way.
CREATE TABLE incident_stage_quantity (
    stage_id INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    REAL NOT NULL,
    unit     TEXT NOT NULL,
    PRIMARY KEY (stage_id, name)
) STRICT, WITHOUT ROWID;
