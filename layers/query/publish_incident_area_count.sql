-- out: incidents that are drawn as areas, their licences and citations
SELECT count(*), group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM incident i JOIN dataset d USING (dataset_id)
     LEFT JOIN incident_disc a USING (incident_id)
WHERE a.geom IS NOT NULL
   OR (i.geom IS NULL AND i.precision_class = 4 AND i.place_zone_id IS NOT NULL);
