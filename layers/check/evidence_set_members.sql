-- check: Members of evidence sets are evidence, each with a probability above 0 and not above 1.
SELECT printf('evidence set %d, evidence %d', s.evidence_set_id, s.evidence_id)
           AS place,
       CASE WHEN e.evidence_id IS NULL THEN 'there is no such evidence'
            ELSE printf('probability %.17g, off by %.17g at most', s.probability,
                        s.probability_error) END AS problem
FROM evidence_set s LEFT JOIN evidence e USING (evidence_id)
WHERE e.evidence_id IS NULL OR s.probability <= 0 OR s.probability > 1
   OR s.probability_error < 0 OR s.probability_error > 1
   OR (e.location = 'polygon' AND (s.probability <> 1 OR s.probability_error <> 0));
