-- What lies in what. Filled by one pass over the polygons; the areas are on the
-- ellipsoid.
CREATE TABLE incident_zone (
    incident_id INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    zone_id     INTEGER NOT NULL REFERENCES zone ON DELETE CASCADE,
    how         TEXT NOT NULL CHECK (how IN ('inside', 'border')),
    several     INTEGER NOT NULL CHECK (several IN (0, 1)), -- in other zones of
                                                            -- the set too
    PRIMARY KEY (incident_id, zone_id)
) STRICT, WITHOUT ROWID;

-- Incidents of a zone set: each is placed, outside, or not to be placed.
CREATE TABLE incident_set (
    zone_set_id INTEGER PRIMARY KEY REFERENCES zone_set,
    nplaced     INTEGER NOT NULL,        -- in one zone or more
    noutside    INTEGER NOT NULL,        -- located, in none
    nvague      INTEGER NOT NULL,        -- without a place, or one that is too
                                         -- vague for a zone (class 5)
    nborder     INTEGER NOT NULL,        -- of those placed, by the border rule
    nseveral    INTEGER NOT NULL         -- of those placed, in more than one
) STRICT;

CREATE TABLE evidence_zone (
    evidence_id INTEGER NOT NULL REFERENCES evidence ON DELETE CASCADE,
    zone_id     INTEGER NOT NULL REFERENCES zone ON DELETE CASCADE,
    area_m2     REAL NOT NULL CHECK (area_m2 > 0),
    share       REAL NOT NULL CHECK (share > 0 AND share <= 1.0000001), -- of the
                                                            -- evidence
    PRIMARY KEY (evidence_id, zone_id)
) STRICT, WITHOUT ROWID;

-- Incidents by zone, year of their first day, and domain.
CREATE TABLE incident_year (
    zone_id    INTEGER NOT NULL REFERENCES zone ON DELETE CASCADE,
    year       INTEGER,                  -- NULL: undated
    domain     TEXT NOT NULL,            -- '': not told
    n          INTEGER NOT NULL,
    nprecise   INTEGER NOT NULL,         -- may be off by less than the zone is wide
    nwider     INTEGER NOT NULL,         -- by more
    nuntold    INTEGER NOT NULL,         -- nobody tells by how much
    persons    REAL,                     -- in the zone; NULL: not known
    per_100000 REAL,                     -- persons; NULL: see note
    note       TEXT NOT NULL,
    UNIQUE (zone_id, year, domain)
) STRICT;

-- Is there enough evidence to say anything of the degradation seen? Over the
-- period of the run; types of degradation are never added up.
CREATE TABLE evidence_density (
    zone_id     INTEGER NOT NULL REFERENCES zone ON DELETE CASCADE,
    type        TEXT NOT NULL,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    nitems      INTEGER NOT NULL,        -- of tier T1 to T3, in the period
    area_m2     REAL NOT NULL,
    per_1000_ha REAL,                    -- NULL: see note
    enough      INTEGER CHECK (enough IN (0, 1)), -- NULL: nothing to explain
    note        TEXT NOT NULL,
    PRIMARY KEY (zone_id, type, dataset_id)
) STRICT, WITHOUT ROWID;

-- Where an incident may have happened, as a polygon.
CREATE TABLE incident_disc (
    incident_id INTEGER PRIMARY KEY REFERENCES incident ON DELETE CASCADE,
    radius_m    REAL NOT NULL CHECK (radius_m >= 0), -- 0: polygon as reported
    assumed     INTEGER NOT NULL CHECK (assumed IN (0, 1)), -- by its class only
    geom        BLOB                     -- MULTIPOLYGON, EPSG:4326
) STRICT;

CREATE TABLE incident_prohibition (
    incident_id INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    evidence_id INTEGER NOT NULL REFERENCES evidence ON DELETE CASCADE,
    how         TEXT NOT NULL CHECK (how IN ('inside', 'border')),
    timing      TEXT NOT NULL CHECK (timing IN ('in force', 'before', 'after',
                                                'partly', 'undated')),
    PRIMARY KEY (incident_id, evidence_id)
) STRICT, WITHOUT ROWID;

-- The parts of a footprint that no permit allows in its whole period.
CREATE TABLE permit_overlap (
    permit_overlap_id INTEGER PRIMARY KEY,
    footprint_id INTEGER NOT NULL REFERENCES evidence ON DELETE CASCADE,
    permit_id    INTEGER REFERENCES evidence ON DELETE CASCADE, -- NULL: no permit
    relation     TEXT NOT NULL CHECK (relation IN ('before', 'after', 'partly',
                                                   'undated', 'no permit')),
    area_m2      REAL NOT NULL CHECK (area_m2 > 0),
    footprint_m2 REAL NOT NULL,
    geom         BLOB,                   -- MULTIPOLYGON, EPSG:4326
    CHECK ((permit_id IS NULL) = (relation = 'no permit'))
) STRICT;

-- What a permit declares to have produced, in the unit of its register.
ALTER TABLE evidence ADD COLUMN output REAL;

-- Permits with output above zero and no footprint mapped while they are valid.
CREATE TABLE permit_ghost (
    permit_id  INTEGER PRIMARY KEY REFERENCES evidence ON DELETE CASCADE,
    output     REAL NOT NULL CHECK (output > 0),
    year_first INTEGER NOT NULL,         -- years looked at
    year_last  INTEGER NOT NULL,
    nearest    TEXT NOT NULL CHECK (nearest IN ('none', 'other years'))
) STRICT;
