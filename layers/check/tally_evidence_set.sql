-- check: An evidence set that the tally names has members.
SELECT printf('evidence set %d', t.evidence_set_id) AS place,
       printf('%d rows of the tally name it, it has no member', count(*)) AS problem
FROM tally t
WHERE t.evidence_set_id <> 0
  AND t.evidence_set_id NOT IN (SELECT evidence_set_id FROM evidence_set)
GROUP BY t.evidence_set_id;
