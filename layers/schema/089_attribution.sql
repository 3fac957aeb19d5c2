-- How much of the degradation has evidence of illegality (ILL), of organized
-- crime (ORG) and of transnational crime (TOC); nested: TOC <= ORG <= ILL <= DEG.
-- Whole amounts stand under domain '_T' and tier '_T'; the other rows split them.

-- What evidence of a tier is worth, from the file of rules: probability that the
-- degradation it covers is illegal; if illegal, organized; if organized,
-- transnational. Values differ with what the item tells of itself.
CREATE TABLE tier_value (
    tier     TEXT NOT NULL,
    quantity TEXT NOT NULL CHECK (quantity IN
             ('illegal', 'organized', 'transnational')),
    told     TEXT NOT NULL CHECK (told IN ('any', 'yes', 'no', 'unknown')),
    low      REAL NOT NULL CHECK (low BETWEEN 0 AND 1),
    central  REAL NOT NULL CHECK (central BETWEEN low AND 1),
    high     REAL NOT NULL CHECK (high BETWEEN central AND 1),
    source   TEXT NOT NULL,
    status   TEXT NOT NULL,             -- code in the list verification
    PRIMARY KEY (tier, quantity, told)
) STRICT, WITHOUT ROWID;

-- Domains whose evidence may explain a type of degradation.
CREATE TABLE type_domain (
    type   TEXT NOT NULL,               -- code in the list degradation
    domain TEXT NOT NULL,               -- code in the list domain, level 0
    PRIMARY KEY (type, domain)
) STRICT, WITHOUT ROWID;

-- Of what a set of evidence covers, the share with the evidence: once per
-- distinct set, type and year of the table degradation. Set 0 has no rows.
CREATE TABLE set_value (
    evidence_set_id INTEGER NOT NULL,
    type    TEXT NOT NULL,
    year    INTEGER NOT NULL,
    measure TEXT NOT NULL CHECK (measure IN ('ILL', 'ORG', 'TOC', 'LEGAL')),
    domain  TEXT NOT NULL,              -- '_T': all; else of the item, level 0
    tier    TEXT NOT NULL,              -- '_T': all
    low     REAL NOT NULL CHECK (low >= 0),
    central REAL NOT NULL CHECK (central >= 0),
    high    REAL NOT NULL CHECK (high BETWEEN 0 AND 1.000001),
    PRIMARY KEY (evidence_set_id, type, year, measure, domain, tier)
) STRICT, WITHOUT ROWID;

-- contested: a permit stands against documented incidents; permit_overridden: a
-- permit stands against a decision or enforcement; subsistence: the evidence
-- tells of subsistence, not counted as organized.
CREATE TABLE set_flag (
    evidence_set_id INTEGER NOT NULL,
    type TEXT NOT NULL,
    year INTEGER NOT NULL,
    flag TEXT NOT NULL CHECK (flag IN
         ('contested', 'permit_overridden', 'subsistence')),
    PRIMARY KEY (evidence_set_id, type, year, flag)
) STRICT, WITHOUT ROWID;

-- Areas as mapped. LEGAL and UNDETERMINED are of the central scenario; DEG is
-- the table degradation added up over the sets. Whole rows have low <= central <=
-- high; parts need not: in another scenario another tier may be the strongest.
CREATE TABLE attribution (
    zone_id    INTEGER NOT NULL REFERENCES zone,
    year       INTEGER NOT NULL,
    type       TEXT NOT NULL,
    dataset_id INTEGER NOT NULL REFERENCES dataset,
    measure    TEXT NOT NULL CHECK (measure IN
               ('DEG', 'ILL', 'ORG', 'TOC', 'LEGAL', 'UNDETERMINED')),
    domain     TEXT NOT NULL,
    tier       TEXT NOT NULL,
    low_m2     REAL NOT NULL CHECK (low_m2 >= 0),
    central_m2 REAL NOT NULL,
    high_m2    REAL NOT NULL,
    adjusted_low_m2     REAL,           -- for the accuracy of the map; NULL:
    adjusted_central_m2 REAL,           -- nothing is known of it
    adjusted_high_m2    REAL,
    PRIMARY KEY (zone_id, year, type, dataset_id, measure, domain, tier)
) STRICT, WITHOUT ROWID;
