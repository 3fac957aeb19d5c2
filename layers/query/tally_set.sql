-- A member of an evidence set.
INSERT INTO evidence_set (evidence_set_id, evidence_id) VALUES (:set, :evidence_id);
