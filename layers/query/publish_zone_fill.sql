-- in: :zone_set TEXT
INSERT INTO "{table}" (zone_id, zone_key, zone_name, area_ha, repaired, geom)
SELECT zone_id, key, name, area_m2 / 1e4, repaired, geom
FROM zone WHERE zone_set = :zone_set ORDER BY zone_id;
