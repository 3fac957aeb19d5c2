-- Degradation by zone, year and type; types are never added to one another.
SELECT z.zone_set, z.key AS zone_key, z.name AS zone_name, d.year, d.type,
       s.id AS source, SUM(d.area_m2) / 1e4 AS area_ha,
       SUM(d.after_gap_m2) / 1e4 AS after_gap_ha,
       SUM(d.area_m2) FILTER (WHERE d.evidence_set_id > 0) / 1e4 AS with_evidence_ha
FROM degradation d JOIN zone z USING (zone_id) JOIN dataset s USING (dataset_id)
GROUP BY z.zone_id, d.year, d.type, d.dataset_id
ORDER BY z.zone_set_id, z.key, d.type, s.id, d.year;
