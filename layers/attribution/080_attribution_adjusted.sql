-- The measures, adjusted. What the map misses is taken to be of the same kinds
-- as what it shows; the low takes none of it for attributed: there the measures
-- with evidence are scaled by the user's accuracy where that is less. The high
-- of what is undetermined has all that is missed.
UPDATE attribution AS a
SET adjusted_low_m2 = a.low_m2 *
        CASE WHEN a.measure IN ('DEG', 'UNDETERMINED') THEN m.ratio_low
             ELSE min(m.ratio_low, m.users) END,
    adjusted_central_m2 = a.central_m2 * m.ratio,
    adjusted_high_m2 = CASE a.measure
        WHEN 'UNDETERMINED' THEN
            min(g.high_m2, a.high_m2 * m.ratio_high
                + max(0, m.ratio_high - m.users) * (g.area_m2 - a.high_m2))
        ELSE min(g.high_m2, a.high_m2 * m.ratio_high) END
FROM degradation_adjusted g JOIN map_accuracy m USING (dataset_id, type)
WHERE a.zone_id = g.zone_id AND a.year = g.year AND a.type = g.type
  AND a.dataset_id = g.dataset_id;
