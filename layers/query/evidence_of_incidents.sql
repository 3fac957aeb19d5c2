-- out: pieces of evidence that were made of incidents
SELECT count(*) FROM evidence WHERE incident_id IS NOT NULL;
