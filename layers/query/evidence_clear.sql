-- Evidence that was made of incidents and is in no set of the tally: made anew.
DELETE FROM evidence
WHERE incident_id IS NOT NULL
  AND evidence_id NOT IN (SELECT evidence_id FROM evidence_set);
