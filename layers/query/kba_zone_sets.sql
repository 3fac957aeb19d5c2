-- Sets of zones that are no key biodiversity areas.
-- out: zone_set_id INTEGER, name TEXT
SELECT zone_set_id, name FROM zone_set
WHERE zone_set_id NOT IN (SELECT z.zone_set_id FROM kba k JOIN zone z USING (zone_id))
ORDER BY zone_set_id;
