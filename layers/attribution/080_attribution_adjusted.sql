-- The measures, adjusted. What the map misses is taken to be of the same kinds
-- as what it shows; the low takes none of it for attributed: there the measures
-- with evidence are scaled by the user's accuracy where that is less. The high
-- of what is undetermined has all that is missed. Parts have their share of the
-- whole.
UPDATE attribution AS a
SET adjusted_low_m2 = a.low_m2 * f.low *
        CASE WHEN a.measure IN ('DEG', 'UNDETERMINED') THEN 1
             ELSE min(1, f.users_of_low) END,
    adjusted_central_m2 = a.central_m2 * f.central,
    adjusted_high_m2 = CASE a.measure
        WHEN 'DEG' THEN f.high_m2
        WHEN 'UNDETERMINED' THEN
            min(f.high_m2, a.high_m2 * f.ratio_high
                + max(0, f.ratio_high - f.users) * (f.area_m2 - a.high_m2))
        ELSE coalesce(a.high_m2 * min(f.ratio_high, f.high_m2 /
            (SELECT w.high_m2 FROM attribution w
             WHERE w.zone_id = a.zone_id AND w.year = a.year AND w.type = a.type
               AND w.dataset_id = a.dataset_id AND w.measure = a.measure
               AND w.domain = '_T' AND w.tier = '_T' AND w.high_m2 > 0)), 0)
        END
FROM (
    SELECT g.zone_id, g.year, g.type, g.dataset_id, g.area_m2, g.high_m2,
           g.low_m2 / g.area_m2 AS low, g.central_m2 / g.area_m2 AS central,
           m.ratio_high, m.users,
           coalesce(m.users * g.area_m2 / nullif(g.low_m2, 0), 1) AS users_of_low
    FROM degradation_adjusted g JOIN map_accuracy m USING (dataset_id, type)
    WHERE g.area_m2 > 0
) f
WHERE a.zone_id = f.zone_id AND a.year = f.year AND a.type = f.type
  AND a.dataset_id = f.dataset_id;
