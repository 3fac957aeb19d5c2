-- Key biodiversity areas by the zone they are counted in and by kind.
-- out: zone_id INTEGER, ecosystem TEXT, kba_id INTEGER
SELECT zone_id, ecosystem, kba_id FROM kba_member
ORDER BY zone_id, ecosystem, kba_id;
