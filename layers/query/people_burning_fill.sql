-- Attributed sites of burning, so that an indicator can ask whether there are any.
INSERT INTO attributed_burning (evidence_id)
SELECT DISTINCT evidence_id FROM attributed_site WHERE domain = 'FOR_FIR'
ORDER BY evidence_id;
