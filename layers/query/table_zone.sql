-- Reporting units.
SELECT zone_set, key AS zone_key, name AS zone_name, area_m2 / 1e4 AS area_ha, repaired
FROM zone ORDER BY zone_set_id, key;
