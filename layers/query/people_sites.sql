-- Where attributed sites are: polygons, or the point that was reported.
-- out: measure, domain, evidence_id, wkb (EPSG:4326)
SELECT s.measure, s.domain, s.evidence_id,
       CASE WHEN e.location IN ('gaussian', 'disc')
            THEN ST_AsBinary(i.geom) ELSE ST_AsBinary(e.geom) END AS wkb
FROM attributed_site s JOIN evidence e USING (evidence_id)
     LEFT JOIN incident i USING (incident_id)
ORDER BY s.measure, s.domain, s.evidence_id;
