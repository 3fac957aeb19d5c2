-- out: zone_set_id INTEGER, name TEXT
SELECT zone_set_id, name FROM zone_set ORDER BY zone_set_id;
