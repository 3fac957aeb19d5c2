-- indicator: 13.2.2
-- title: Total greenhouse gas emissions per year: gross committed emissions from forest loss
-- official: Total greenhouse gas emissions per year
-- tier: I
-- custodian: UNFCCC
-- class: proxy|component
-- inputs: biomass, land-cover|forest-loss-year
-- formula: sum over lost forest of area * AGB * (1 + R) * CF * 44 / 12
-- method: All biomass of the lost forest is taken to be oxidised in the year of the loss; no regrowth, soil, dead wood or other gases. R and CF are in the table parameter. low and high take AGB, R and CF to the ends of their ranges together.
-- source: IPCC 2006 Guidelines and 2019 Refinement, vol. 4, ch. 2 and 4; UN Statistics Division, SDG indicator metadata 13-02-02
-- caveat: A proxy, never to be added to the official inventory, which is net and multi-year. R, its range and the range of AGB are uncalibrated defaults: the range is no confidence interval.
-- verified: unverified
-- series: forest_loss_co2; unit TCO2E; tonnes of CO2 equivalent; main
-- series: forest_loss_biomass; unit T; tonnes of above-ground biomass lost
WITH source AS (
    SELECT dataset_id, id FROM dataset
    WHERE kind IN ('land-cover', 'forest-loss-year')
      AND dataset_id IN (SELECT dataset_id FROM combination)
    ORDER BY official DESC, dataset_id LIMIT 1
),
agb AS (
    SELECT dataset_id, id FROM dataset WHERE kind = 'biomass' ORDER BY dataset_id LIMIT 1
),
years AS (
    SELECT DISTINCT c.year FROM combination c JOIN source USING (dataset_id), run r
    WHERE c.year BETWEEN r.year_from AND r.year_to
      AND (c.from_label IS NOT NULL OR c.to_role = 'loss')
),
lost AS (
    SELECT t.zone_id, c.year, SUM(t.area_cm2) / 1e4 AS area_m2,
           SUM(v.sum) AS agb, SUM(v.valid_cm2) / 1e4 AS valid_m2
    FROM tally t JOIN combination c USING (combination_id)
         JOIN source s ON s.dataset_id = c.dataset_id
         LEFT JOIN tally_value v ON v.zone_id = t.zone_id
              AND v.combination_id = t.combination_id
              AND v.evidence_set_id = t.evidence_set_id
              AND v.dataset_id = (SELECT dataset_id FROM agb)
    WHERE (c.theme = 'land-cover' AND c.from_role = 'forest'
           AND (c.to_role IS NULL OR c.to_role NOT IN ('forest', 'nodata', 'outside')))
       OR (c.theme = 'forest-loss-year' AND c.to_role = 'loss'
           AND (c.canopy = 1 OR NOT EXISTS
                (SELECT 1 FROM combination k WHERE k.canopy IS NOT NULL)))
    GROUP BY t.zone_id, c.year
),
mapped AS (
    SELECT t.zone_id, SUM(t.area_cm2) AS cm2
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' AND c.to_role IS NOT 'outside'
    GROUP BY t.zone_id
),
p AS (
    SELECT MAX(value) FILTER (WHERE name = 'emission.root_shoot') + 0.0 AS r,
           MAX(value) FILTER (WHERE name = 'emission.root_shoot_spread') + 0.0 AS dr,
           MAX(value) FILTER (WHERE name = 'emission.carbon_fraction') + 0.0 AS cf,
           MAX(value) FILTER (WHERE name = 'emission.carbon_fraction_low') + 0.0 AS cf_low,
           MAX(value) FILTER (WHERE name = 'emission.carbon_fraction_high') + 0.0 AS cf_high,
           MAX(value) FILTER (WHERE name = 'emission.biomass_spread') + 0.0 AS db
    FROM parameter
),
part AS (
    SELECT m.zone_id, y.year, (SELECT id FROM source) AS dataset,
           COALESCE(l.agb, 0) AS agb,
           CASE WHEN COALESCE(l.area_m2, 0) = 0 THEN 1.0
                ELSE COALESCE(l.valid_m2, 0) / l.area_m2 END AS known
    FROM mapped m JOIN years y
         LEFT JOIN lost l ON l.zone_id = m.zone_id AND l.year = y.year
    WHERE EXISTS (SELECT 1 FROM agb)
)
SELECT zone_id, year, 'forest_loss_co2' AS series, 'proxy' AS class, 'DEG' AS measure,
       agb * (1 + r) * cf * 44 / 12 AS value,
       agb * (1 - db) * (1 + r * (1 - dr)) * cf_low * 44 / 12 AS low,
       agb * (1 + db) * (1 + r * (1 + dr)) * cf_high * 44 / 12 AS high,
       'U' AS obs_status, dataset,
       'pixel count; R and ranges are uncalibrated defaults' ||
       CASE WHEN known < 0.999
            THEN printf('; biomass known for %.1f %% of the loss', 100 * known)
            ELSE '' END AS note
FROM part, p
UNION ALL
SELECT zone_id, year, 'forest_loss_biomass', 'component', 'DEG', agb,
       agb * (1 - db), agb * (1 + db), 'U', dataset,
       'pixel count; range is an uncalibrated default'
FROM part, p;
