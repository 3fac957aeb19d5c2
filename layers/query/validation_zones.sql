-- Zones of the set that validation_cases looks at. strict: most of the zone lies
-- in one strict prohibition.
-- out: zone_id, wkb, area_m2, strict
WITH part AS (
    SELECT z.zone_set_id, sum(d.area_m2) AS area
    FROM degradation d JOIN zone z USING (zone_id)
         JOIN zone_set s ON s.zone_set_id = z.zone_set_id
    WHERE NOT s.overlap_m2 > 1
    GROUP BY z.zone_set_id
)
SELECT z.zone_id, ST_AsBinary(z.geom), z.area_m2,
       coalesce((SELECT max(ez.area_m2) FROM evidence_zone ez
                      JOIN evidence e USING (evidence_id)
                 WHERE ez.zone_id = z.zone_id AND e.kind = 'prohibitions'
                   AND e.tier = 'T4a'), 0) > 0.5 * z.area_m2
FROM zone z
WHERE z.geom IS NOT NULL AND z.zone_set_id =
      (SELECT zone_set_id FROM part ORDER BY area DESC, zone_set_id LIMIT 1)
ORDER BY z.zone_id;
