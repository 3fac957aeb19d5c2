-- out: incidents that have a place, their licences and citations
SELECT count(*), group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM incident i JOIN dataset d USING (dataset_id) WHERE i.geom IS NOT NULL;
