-- A reporting unit.
INSERT INTO zone (zone_set_id, zone_set, key, name, area_m2, repaired, geom)
VALUES (:zone_set_id, :zone_set, :key, :name, :area_m2, :repaired,
        MultiPolygonFromWKB(:wkb, 4326));
