-- Types of degradation and the zone sets that have some.
-- out: type, zone set, licences, citations
SELECT e.type, z.zone_set, group_concat(DISTINCT d.licence),
       group_concat(DISTINCT d.citation)
FROM evidence_density e JOIN zone z USING (zone_id)
     JOIN dataset d ON d.dataset_id = e.dataset_id
GROUP BY e.type, z.zone_set_id ORDER BY z.zone_set_id, e.type;
