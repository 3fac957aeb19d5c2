-- A zone set is of natural heritage.
INSERT INTO natural_heritage (zone_set_id) VALUES (:zone_set_id);
