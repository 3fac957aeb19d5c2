-- Types of degradation with an attribution, and the zone sets that have some.
-- out: type, zone set, title of the type, licences, citations
SELECT a.type, z.zone_set,
       coalesce((SELECT title_en FROM vocabulary
                 WHERE list = 'degradation' AND code = a.type), a.type),
       group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM attribution a JOIN zone z USING (zone_id) JOIN dataset d USING (dataset_id)
WHERE a.measure = 'DEG' AND a.central_m2 > 0
GROUP BY a.type, z.zone_set_id ORDER BY z.zone_set_id, a.type;
