-- What an item says, where it may have been and when it covers an event. Codes
-- are those of the table vocabulary; NULL: not told.
ALTER TABLE evidence ADD COLUMN domain TEXT;
ALTER TABLE evidence ADD COLUMN subtype TEXT;
ALTER TABLE evidence ADD COLUMN iccs TEXT;
ALTER TABLE evidence ADD COLUMN activity TEXT;      -- domains, between commas
ALTER TABLE evidence ADD COLUMN phase TEXT;         -- of a permit
ALTER TABLE evidence ADD COLUMN category TEXT;      -- of a prohibition, as told
ALTER TABLE evidence ADD COLUMN strict INTEGER
    CHECK (strict IN (0, 1));                       -- that category forbids
ALTER TABLE evidence ADD COLUMN location TEXT NOT NULL DEFAULT 'polygon'
    CHECK (location IN ('polygon', 'gaussian', 'disc', 'unit'));
ALTER TABLE evidence ADD COLUMN precision_class INTEGER
    CHECK (precision_class BETWEEN 0 AND 5);
ALTER TABLE evidence ADD COLUMN precision_m REAL
    CHECK (precision_m >= 0);  -- gaussian: deviation on an axis; disc: radius
ALTER TABLE evidence ADD COLUMN link_mode TEXT NOT NULL DEFAULT 'pixel'
    CHECK (link_mode IN ('pixel', 'patch'));
ALTER TABLE evidence ADD COLUMN link_m REAL NOT NULL DEFAULT 0
    CHECK (link_m >= 0);       -- how far from the true place it covers
ALTER TABLE evidence ADD COLUMN organized TEXT
    CHECK (organized IN ('yes', 'no', 'unknown'));
ALTER TABLE evidence ADD COLUMN transnational TEXT
    CHECK (transnational IN ('yes', 'no', 'unknown'));
ALTER TABLE evidence ADD COLUMN source_type TEXT;
ALTER TABLE evidence ADD COLUMN reliability TEXT;   -- A to F
ALTER TABLE evidence ADD COLUMN credibility TEXT;   -- 1 to 6
ALTER TABLE evidence ADD COLUMN status TEXT;
ALTER TABLE evidence ADD COLUMN independent_sources INTEGER NOT NULL DEFAULT 1
    CHECK (independent_sources >= 1);
ALTER TABLE evidence ADD COLUMN sensitivity INTEGER NOT NULL DEFAULT 0
    CHECK (sensitivity BETWEEN 0 AND 3);
ALTER TABLE evidence ADD COLUMN case_id TEXT;
ALTER TABLE evidence ADD COLUMN cluster_id INTEGER; -- the same event again
ALTER TABLE evidence ADD COLUMN incident_id INTEGER; -- that it was made from
ALTER TABLE evidence ADD COLUMN zone_id INTEGER;    -- unit: somewhere in it
ALTER TABLE evidence ADD COLUMN year_first INTEGER; -- events it covers
ALTER TABLE evidence ADD COLUMN year_last INTEGER;  -- NULL: no end is told

-- How likely the member covers a place of the set, and how far that may be off.
ALTER TABLE evidence_set ADD COLUMN probability REAL NOT NULL DEFAULT 1
    CHECK (probability > 0 AND probability <= 1);
ALTER TABLE evidence_set ADD COLUMN probability_error REAL NOT NULL DEFAULT 0
    CHECK (probability_error >= 0 AND probability_error <= 1);

CREATE INDEX evidence_by_incident ON evidence (incident_id);
