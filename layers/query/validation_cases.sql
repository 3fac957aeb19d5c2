-- Degraded areas with evidence, over the zones of one set that do not overlap,
-- the one that has most of it.
-- out: evidence_set_id, type, year, area_m2
WITH part AS (
    SELECT z.zone_set_id, sum(d.area_m2) AS area
    FROM degradation d JOIN zone z USING (zone_id)
         JOIN zone_set s ON s.zone_set_id = z.zone_set_id
    WHERE NOT s.overlap_m2 > 1
    GROUP BY z.zone_set_id
)
SELECT d.evidence_set_id, d.type, d.year, sum(d.area_m2)
FROM degradation d JOIN zone z USING (zone_id)
WHERE d.evidence_set_id > 0 AND z.zone_set_id =
      (SELECT zone_set_id FROM part ORDER BY area DESC, zone_set_id LIMIT 1)
GROUP BY d.evidence_set_id, d.type, d.year
ORDER BY d.evidence_set_id, d.type, d.year;
