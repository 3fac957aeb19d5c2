-- Members of the sets.
-- out: evidence_set_id, evidence_id, probability
SELECT evidence_set_id, evidence_id, probability FROM evidence_set
ORDER BY evidence_set_id, evidence_id;
