-- A row per zone and month with alerts; low leaves out those of low confidence.
-- in: :dataset TEXT, :zone_set TEXT
INSERT INTO "{table}" (zone_id, zone_key, zone_name, year, year_start, year_end,
    value, low, high, unit, unit_text, class, obs_status, label, source, method,
    caveat, note, geom)
SELECT z.zone_id, z.key, z.name, a.year, a.month || '-01',
       date(a.month || '-01', '+1 month', '-1 day'),
       SUM(a.area_m2) / 1e4,
       COALESCE(SUM(a.area_m2) FILTER (WHERE a.confidence NOT IN ('low', 'recent')), 0) / 1e4,
       SUM(a.area_m2) / 1e4, 'HA', 'hectares of alerts', 'proxy', 'U',
       printf('%,.1f hectares of alerts (%s)', SUM(a.area_m2) / 1e4, a.month),
       d.id || COALESCE(': ' || NULLIF(d.citation, ''), ''),
       'Area of cells by the month of their alert; low leaves out the lowest confidence.',
       'The date is that of detection, not of clearing, and clouds delay it. Alerts are revised for months; they are not loss and not to be added to it.',
       '', z.geom
FROM alert_month a JOIN dataset d USING (dataset_id) JOIN zone z USING (zone_id)
WHERE d.id = :dataset AND z.zone_set = :zone_set
GROUP BY z.zone_id, a.month ORDER BY z.zone_id, a.month;
