-- out: incidents with a point of which nobody tells how exact it is, their
--      licences and citations
SELECT count(*), group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM incident i JOIN dataset d USING (dataset_id)
WHERE i.geom IS NOT NULL AND coalesce(i.precision_class, 0) < 4
  AND i.incident_id NOT IN (SELECT incident_id FROM incident_disc);
