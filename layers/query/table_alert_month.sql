-- Alerts by zone, month and confidence; months without a row have no alert.
SELECT z.zone_set, z.key AS zone_key, z.name AS zone_name, a.month,
       a.confidence, s.id AS source, SUM(a.area_m2) / 1e4 AS area_ha,
       SUM(a.cells) AS cells,
       SUM(a.area_m2) FILTER (WHERE a.evidence_set_id > 0) / 1e4 AS with_evidence_ha
FROM alert_month a JOIN zone z USING (zone_id) JOIN dataset s USING (dataset_id)
GROUP BY z.zone_id, a.month, a.confidence, a.dataset_id
ORDER BY z.zone_set_id, z.key, s.id, a.month, a.confidence;
