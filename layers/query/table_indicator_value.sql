-- Every value of every indicator, with the words a reader needs.
SELECT z.zone_set, z.key AS zone_key, z.name AS zone_name, v.year, v.indicator,
       v.series, i.title, v.class, v.measure, v.scenario, v.value, v.low, v.high,
       v.unit, i.unit_text, v.obs_status, v.dataset AS source, v.note, i.method,
       i.caveat
FROM indicator_value v JOIN zone z USING (zone_id) JOIN indicator i USING (series)
ORDER BY z.zone_set_id, v.indicator, v.series, z.key, v.year;
