-- All attributed sites, to see whether they have changed.
-- out: TEXT
SELECT COALESCE(group_concat(evidence_id || measure || domain, ' '), '')
FROM (SELECT * FROM attributed_site ORDER BY evidence_id, measure);
