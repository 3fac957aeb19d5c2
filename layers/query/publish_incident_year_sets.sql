-- Zone sets with dated incidents.
-- out: zone set, licences, citations
SELECT z.zone_set, d.licence, d.citation
FROM incident_year y JOIN zone z USING (zone_id)
     JOIN zone_set s ON s.zone_set_id = z.zone_set_id
     JOIN dataset d ON d.dataset_id = s.dataset_id
WHERE y.year IS NOT NULL GROUP BY s.zone_set_id ORDER BY s.zone_set_id;
