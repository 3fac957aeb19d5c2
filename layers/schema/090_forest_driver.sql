-- What took the forest, where something tells: each piece of loss has one
-- driver, and the rows of a zone, year and type add up to the loss.
CREATE TABLE forest_driver (
    zone_id    INTEGER NOT NULL REFERENCES zone,
    year       INTEGER NOT NULL,
    type       TEXT NOT NULL,           -- forest_loss, forest_reloss, ...
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    driver     TEXT NOT NULL CHECK (driver IN
               ('MIN', 'INF', 'FOR_FIR', 'FOR_CLR', 'FOR_LOG', '_U')),
               -- code in the list domain; INF: airstrips; _U: nothing tells
    area_m2    REAL NOT NULL CHECK (area_m2 > 0),
    PRIMARY KEY (zone_id, year, type, dataset_id, driver)
) STRICT, WITHOUT ROWID;
