-- A zone set is of customary lands.
INSERT INTO customary_land (zone_set_id) VALUES (:zone_set_id);
