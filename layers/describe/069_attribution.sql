-- title: Degradation with evidence (hectares)
SELECT z.zone_set, a.type, d.id AS dataset, a.measure,
       round(sum(a.low_m2) / 1e4, 4) AS low, round(sum(a.central_m2) / 1e4, 4) AS central,
       round(sum(a.high_m2) / 1e4, 4) AS high
FROM attribution a JOIN zone z USING (zone_id) JOIN dataset d USING (dataset_id)
     JOIN zone_set s ON s.zone_set_id = z.zone_set_id
WHERE a.domain = '_T' AND a.tier = '_T' AND NOT s.overlap_m2 > 1
GROUP BY z.zone_set_id, a.type, a.dataset_id, a.measure
ORDER BY z.zone_set_id, a.type, a.dataset_id,
         instr('DEG ILL ORG TOC LEGAL UNDETERMINED', a.measure);
