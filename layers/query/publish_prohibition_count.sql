-- out: incidents in prohibitions, licences and citations of the prohibitions
SELECT count(*), group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM incident_prohibition p JOIN evidence e USING (evidence_id)
     JOIN dataset d USING (dataset_id);
