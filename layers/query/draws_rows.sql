-- Degradation under evidence. Zones of a set that do not overlap may be added.
-- out: zone_id, zone_set_id, zone_set, key, overlaps, type, dataset_id, dataset,
--      evidence_set_id, year, area_cm2
SELECT d.zone_id, z.zone_set_id, z.zone_set, z.key, s.overlap_m2 > 1, d.type,
       d.dataset_id, t.id, d.evidence_set_id, d.year,
       CAST(round(d.area_m2 * 1e4) AS INTEGER)
FROM degradation d JOIN zone z USING (zone_id)
     JOIN zone_set s ON s.zone_set_id = z.zone_set_id
     JOIN dataset t ON t.dataset_id = d.dataset_id
WHERE d.evidence_set_id > 0 AND d.area_m2 > 0
ORDER BY d.zone_id, d.type, d.dataset_id, d.evidence_set_id, d.year;
