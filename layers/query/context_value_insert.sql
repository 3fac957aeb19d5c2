-- Official values of an indicator, in the zones and the period that they are of.
-- Of two that are of one zone and year, that of the lower number.
INSERT OR IGNORE INTO indicator_value (zone_id, year, indicator, series, class,
    measure, scenario, value, low, high, unit, obs_status, dataset, note, run_id)
SELECT c.zone_id, v.year, v.indicator, i.series, 'context', 'OBS', 'central',
       v.value, v.low, v.high, v.unit, 'A', v.dataset,
       'official value as given' ||
       CASE WHEN v.source <> '' THEN '; ' || v.source ELSE '' END, r.run_id
FROM context_value v JOIN context_zone c USING (context_value_id)
     JOIN indicator i ON i.indicator = v.indicator AND i.class = 'context'
          AND i.unit = v.unit AND i.series IN (v.series, 'context_' || v.series), run r
WHERE v.indicator = :indicator AND v.month = 0 AND v.year BETWEEN r.year_from AND r.year_to
ORDER BY v.context_value_id;
