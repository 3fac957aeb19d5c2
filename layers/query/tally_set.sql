-- A member of an evidence set, and how likely it covers a place there.
INSERT INTO evidence_set (evidence_set_id, evidence_id, probability,
                          probability_error)
VALUES (:set, :evidence_id, :probability, :probability_error);
