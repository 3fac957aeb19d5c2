-- in: :series TEXT, :zone_set TEXT
INSERT INTO "{table}" (zone_id, zone_key, zone_name, year, year_start, year_end,
    value, low, high, unit, unit_text, class, obs_status, label, source, method,
    caveat, note, illegal, illegal_low, illegal_high, organized, organized_low,
    organized_high, transnational, transnational_low, transnational_high, geom)
SELECT z.zone_id, z.key, z.name, v.year,
       printf('%04d-01-01', v.year), printf('%04d-12-31', v.year),
       v.value, v.low, v.high, v.unit, i.unit_text, v.class, v.obs_status,
       CASE WHEN v.value IS NULL THEN printf('no data (%d)', v.year)
            WHEN v.unit = 'PT' THEN printf('%.2f %% (%d)', v.value, v.year)
            ELSE printf('%,.1f %s (%d)', v.value, i.unit_text, v.year) END,
       v.dataset || COALESCE(': ' || NULLIF(d.citation, ''), ''),
       i.method, i.caveat, v.note, ill.value, ill.low, ill.high, org.value,
       org.low, org.high, toc.value, toc.low, toc.high, z.geom
FROM indicator_value v
     JOIN indicator i ON i.series = v.series
     JOIN zone z ON z.zone_id = v.zone_id
     LEFT JOIN dataset d ON d.id = v.dataset
     LEFT JOIN indicator_value ill ON ill.zone_id = v.zone_id
          AND ill.year = v.year AND ill.series = v.series
          AND ill.measure = 'ILL' AND ill.scenario = 'central'
     LEFT JOIN indicator_value org ON org.zone_id = v.zone_id
          AND org.year = v.year AND org.series = v.series
          AND org.measure = 'ORG' AND org.scenario = 'central'
     LEFT JOIN indicator_value toc ON toc.zone_id = v.zone_id
          AND toc.year = v.year AND toc.series = v.series
          AND toc.measure = 'TOC' AND toc.scenario = 'central'
WHERE v.series = :series AND z.zone_set = :zone_set
  AND v.measure IN ('OBS', 'DEG') AND v.scenario = 'central'
ORDER BY z.zone_id, v.year;
