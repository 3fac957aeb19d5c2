-- Mined area x yield x mercury per gold. The practice is the one told for the
-- map; else the one that all footprints there tell; else of concentrate. What
-- footprints say is sand or another mineral is left out.
INSERT INTO mercury (zone_id, year, dataset_id, practice, measure, area_m2,
                     gold_low_kg, gold_kg, gold_high_kg, low_kg, mode_kg, high_kg,
                     air_kg, land_water_kg)
WITH told AS (
    SELECT dataset_id, value FROM dataset_fact WHERE fact = 'practice'
),
footprint AS (
    SELECT m.evidence_set_id,
           coalesce(e.properties ->> 'practice', t.value) AS practice,
           e.domain IN ('MIN_SND', 'MIN_OTH') AS is_other
    FROM evidence_set m JOIN evidence e USING (evidence_id)
         LEFT JOIN told t ON t.dataset_id = e.dataset_id
    WHERE e.kind = 'mining-footprint'
),
of_set AS (
    SELECT evidence_set_id, min(is_other) AS is_other,
           CASE WHEN min(practice) = max(practice) THEN min(practice) END AS practice
    FROM footprint GROUP BY evidence_set_id
),
mined AS (
    SELECT d.zone_id, d.year, d.dataset_id, d.type, d.evidence_set_id, d.area_m2,
           coalesce(t.value, s.practice) AS practice
    FROM degradation d LEFT JOIN told t ON t.dataset_id = d.dataset_id
         LEFT JOIN of_set s ON s.evidence_set_id = d.evidence_set_id
    WHERE d.type IN ('mining_new', 'mining_again', 'mining_footprint')
      AND coalesce(s.is_other, 0) = 0
),
part AS (
    SELECT zone_id, year, dataset_id, practice, 'DEG' AS measure, area_m2 AS low,
           area_m2 AS central, area_m2 AS high
    FROM mined
    UNION ALL
    SELECT m.zone_id, m.year, m.dataset_id, m.practice, v.measure,
           m.area_m2 * v.low, m.area_m2 * v.central, m.area_m2 * min(v.high, 1)
    FROM mined m JOIN set_value v USING (evidence_set_id, type, year)
    WHERE v.domain = '_T' AND v.tier = '_T' AND v.measure IN ('ILL', 'ORG', 'TOC')
),
area AS (
    SELECT zone_id, year, dataset_id, measure,
           CASE WHEN practice IN ('whole-ore', 'cyanidation') THEN practice
                ELSE 'concentrate' END AS way,
           sum(low) / 1e4 AS low, sum(central) / 1e4 AS central,
           sum(high) / 1e4 AS high
    FROM part GROUP BY zone_id, year, dataset_id, measure, way
)
SELECT a.zone_id, a.year, a.dataset_id, a.way, a.measure, a.central * 1e4,
       a.low * y.low, a.central * y.mode, a.high * y.high,
       a.low * y.low * r.low, a.central * y.mode * r.mode,
       a.high * y.high * r.high,
       a.central * y.mode * r.mode * f.mode,
       a.central * y.mode * r.mode * (1 - f.mode)
FROM area a JOIN mercury_factor y ON y.quantity = 'yield' AND y.practice = ''
     JOIN mercury_factor r ON r.quantity = 'ratio' AND r.practice = a.way
     JOIN mercury_factor f ON f.quantity = 'air' AND f.practice = a.way;
