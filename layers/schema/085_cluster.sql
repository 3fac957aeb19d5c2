-- Reports that may tell of the same event. Alone: no row. All sources are kept.
CREATE TABLE incident_cluster (
    incident_id INTEGER PRIMARY KEY REFERENCES incident ON DELETE CASCADE,
    cluster_id  INTEGER NOT NULL          -- the first incident of the cluster
) STRICT;

CREATE INDEX incident_cluster_id ON incident_cluster (cluster_id);

-- The pairs that brought them together, one less than there are incidents.
CREATE TABLE incident_link (
    incident_id INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    other_id    INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    distance_m  REAL NOT NULL CHECK (distance_m >= 0), -- geodesic
    days        INTEGER NOT NULL,
    PRIMARY KEY (incident_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX incident_case ON incident (case_id) WHERE case_id <> '';
