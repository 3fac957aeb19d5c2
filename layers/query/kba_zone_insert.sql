-- The zone that a key biodiversity area is counted in.
INSERT INTO kba_zone (kba_id, zone_id, area_m2) VALUES (:kba_id, :zone_id, :area_m2);
