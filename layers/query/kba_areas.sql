-- Key biodiversity areas, from the lowest id on.
-- out: zone_id INTEGER, wkb BLOB (EPSG:4326), area_m2 REAL
SELECT k.zone_id, ST_AsBinary(z.geom), z.area_m2
FROM kba k JOIN zone z USING (zone_id)
WHERE z.geom IS NOT NULL AND z.area_m2 > 0 ORDER BY k.zone_id;
