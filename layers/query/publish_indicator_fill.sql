-- in: :series TEXT, :zone_set TEXT
INSERT INTO "{table}" (zone_id, zone_key, zone_name, year, year_start, year_end,
    value, low, high, unit, unit_text, class, obs_status, label, source, method,
    caveat, note, geom)
SELECT z.zone_id, z.key, z.name, v.year,
       printf('%04d-01-01', v.year), printf('%04d-12-31', v.year),
       v.value, v.low, v.high, v.unit, i.unit_text, v.class, v.obs_status,
       CASE WHEN v.value IS NULL THEN printf('no data (%d)', v.year)
            WHEN v.unit = 'PT' THEN printf('%.2f %% (%d)', v.value, v.year)
            ELSE printf('%,.1f %s (%d)', v.value, i.unit_text, v.year) END,
       v.dataset || COALESCE(': ' || NULLIF(d.citation, ''), ''),
       i.method, i.caveat, v.note, z.geom
FROM indicator_value v
     JOIN indicator i ON i.series = v.series
     JOIN zone z ON z.zone_id = v.zone_id
     LEFT JOIN dataset d ON d.id = v.dataset
WHERE v.series = :series AND z.zone_set = :zone_set
  AND v.measure IN ('OBS', 'DEG') AND v.scenario = 'central'
ORDER BY z.zone_id, v.year;
