-- out: incidents that are drawn as areas, their licences and citations
SELECT count(*), group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM incident_disc a JOIN incident i USING (incident_id)
     JOIN dataset d USING (dataset_id)
WHERE a.geom IS NOT NULL;
