-- The zone sets in which names of places may be looked up.
-- out: name TEXT
SELECT name FROM zone_set ORDER BY zone_set_id;
