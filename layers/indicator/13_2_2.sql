-- indicator: 13.2.2
-- title: Total greenhouse gas emissions per year: gross committed emissions from forest loss
-- official: Total greenhouse gas emissions per year
-- tier: I
-- custodian: UNFCCC
-- class: proxy|component
-- inputs: biomass, land-cover|forest-loss-year
-- formula: sum over lost forest of area * AGB * (1 + R) * CF * 44 / 12
-- method: All biomass of the lost forest is taken to be oxidised in the year of the loss; no regrowth, soil, dead wood or other gases. R (below ground per above ground) is a number, the value of IPCC table 4.4 for the climate, continent and mean biomass of the loss, or 0.489 * AGB^-0.11 after Mokany et al. 2006; it and CF are in the table parameter. low and high take AGB, R and CF to the ends of their ranges together. ILL, ORG and TOC are the value minus the value without the loss that has such evidence; their bounds take the share of the evidence to its ends too.
-- source: IPCC 2006 Guidelines and 2019 Refinement, vol. 4, ch. 2 and 4; Mokany et al. 2006, doi:10.1111/j.1365-2486.2005.001043.x; UN Statistics Division, SDG indicator metadata 13-02-02
-- caveat: A proxy, never to be added to the official inventory, which is net and multi-year. Ranges, and R unless the assessment tells it, are uncalibrated defaults: the range is no confidence interval. What has evidence is evidence-linked, not caused.
-- verified: unverified
-- series: forest_loss_co2; unit TCO2E; tonnes of CO2 equivalent; class proxy; main
-- series: forest_loss_biomass; unit T; tonnes of above-ground biomass lost; class component
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
told AS (
    SELECT MAX(value) FILTER (WHERE name = 'emission.root_shoot') + 0.0 AS r,
           COALESCE(MAX(value) FILTER (WHERE name = 'emission.root_shoot_mode'),
                    CASE WHEN MAX(name = 'emission.climate') THEN 'table' END) AS mode,
           MAX(value) FILTER (WHERE name = 'emission.climate') AS climate,
           MAX(value) FILTER (WHERE name = 'emission.continent') AS continent,
           COALESCE(MAX(value) FILTER (WHERE name = 'emission.leaf'), 'mosaic') AS leaf,
           COALESCE(MAX(value) FILTER (WHERE name = 'emission.origin'), 'natural') AS origin,
           COALESCE(MAX(value) FILTER (WHERE name = 'emission.oak'), 'no') AS oak,
           COALESCE(MAX(calibrated) FILTER (WHERE name = 'emission.root_shoot'), 0) AS given,
           MAX(value) FILTER (WHERE name = 'emission.root_shoot_spread') + 0.0 AS dr,
           MAX(value) FILTER (WHERE name = 'emission.carbon_fraction') + 0.0 AS cf,
           MAX(value) FILTER (WHERE name = 'emission.carbon_fraction_low') + 0.0 AS cf_low,
           MAX(value) FILTER (WHERE name = 'emission.carbon_fraction_high') + 0.0 AS cf_high,
           MAX(value) FILTER (WHERE name = 'emission.biomass_spread') + 0.0 AS db
    FROM parameter
),
p AS (
    SELECT told.*, s.to_75, s.to_125, s.above_125,
           CASE told.mode
           WHEN 'table' THEN 'R from IPCC table 4.4 for ' ||
                COALESCE(told.climate || ', ' || told.continent, 'no climate told') ||
                '; ranges are uncalibrated defaults'
           WHEN 'mokany' THEN 'R after Mokany et al.; ranges are uncalibrated defaults'
           ELSE CASE told.given WHEN 1
                THEN 'R of the assessment; ranges are uncalibrated defaults'
                ELSE 'R and ranges are uncalibrated defaults' END
           END AS words
    FROM told LEFT JOIN root_shoot s ON s.climate = told.climate
         AND s.continent = told.continent AND s.leaf = told.leaf
         AND s.origin = told.origin AND s.oak = told.oak
),
lost AS (
    SELECT t.zone_id, c.year, t.evidence_set_id,
           CASE WHEN c.theme = 'forest-loss-year' THEN 'tree_cover_loss'
                WHEN c.history & 1 THEN 'forest_reloss' ELSE 'forest_loss' END AS type,
           t.area_cm2, v.sum AS agb, v.valid_cm2,
           1e8 * v.sum / NULLIF(v.valid_cm2, 0) AS density
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
),
rooted AS (
    SELECT l.*, CASE p.mode
           WHEN 'table' THEN CASE WHEN l.density <= 75 THEN p.to_75
                                  WHEN l.density <= 125 THEN p.to_125
                                  ELSE p.above_125 END
           WHEN 'mokany' THEN CASE WHEN l.density > 0 THEN 0.489 * pow(l.density, -0.11)
                                   ELSE 0 END
           ELSE p.r END AS r
    FROM lost l, p
),
shared AS (
    SELECT zone_id, year, 'DEG' AS measure, area_cm2, valid_cm2, agb, r,
           1.0 AS low, 1.0 AS central, 1.0 AS high
    FROM rooted
    UNION ALL
    SELECT x.zone_id, x.year, s.measure, x.area_cm2, x.valid_cm2, x.agb, x.r,
           MIN(s.low, 1.0), MIN(s.central, 1.0), MIN(s.high, 1.0)
    FROM rooted x JOIN set_value s ON s.evidence_set_id = x.evidence_set_id
         AND s.type = x.type AND s.year = x.year
    WHERE s.domain = '_T' AND s.tier = '_T' AND s.measure IN ('ILL', 'ORG', 'TOC')
),
total AS (
    SELECT x.zone_id, x.year, x.measure, SUM(x.area_cm2) AS area, SUM(x.valid_cm2) AS valid,
           SUM(x.agb * x.low) AS agb_low, SUM(x.agb * x.central) AS agb,
           SUM(x.agb * x.high) AS agb_high,
           SUM(x.agb * x.low * (1 + x.r * (1 - p.dr))) AS all_low,
           SUM(x.agb * x.central * (1 + x.r)) AS all_central,
           SUM(x.agb * x.high * (1 + x.r * (1 + p.dr))) AS all_high,
           MAX(x.agb > 0 AND x.r IS NULL) AS no_r
    FROM shared x, p
    GROUP BY x.zone_id, x.year, x.measure
),
mapped AS (
    SELECT DISTINCT t.zone_id
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' AND c.to_role IS NOT 'outside'
),
part AS (
    SELECT m.zone_id, y.year, k.measure, (SELECT id FROM source) AS dataset,
           COALESCE(l.agb, 0) AS agb, COALESCE(l.agb_low, 0) AS agb_low,
           COALESCE(l.agb_high, 0) AS agb_high,
           COALESCE(l.all_central, 0) AS all_central,
           COALESCE(l.all_low, 0) AS all_low, COALESCE(l.all_high, 0) AS all_high,
           COALESCE(l.no_r, 0) AS no_r,
           CASE WHEN COALESCE(l.area, 0) = 0 THEN 1.0
                ELSE COALESCE(l.valid, 0) / (l.area + 0.0) END AS known
    FROM mapped m JOIN years y
         JOIN (SELECT 'DEG' AS measure UNION ALL SELECT measure FROM attributed_measure) k
         LEFT JOIN total l ON l.zone_id = m.zone_id AND l.year = y.year
              AND l.measure = k.measure
)
SELECT zone_id, year, 'forest_loss_co2' AS series, 'proxy' AS class, measure,
       CASE WHEN NOT no_r THEN all_central * cf * 44 / 12 END AS value,
       CASE WHEN NOT no_r THEN (1 - db) * all_low * cf_low * 44 / 12 END AS low,
       CASE WHEN NOT no_r THEN (1 + db) * all_high * cf_high * 44 / 12 END AS high,
       CASE WHEN no_r THEN 'M' ELSE 'U' END AS obs_status, dataset,
       'pixel count; ' || words ||
       CASE WHEN no_r THEN '; the table has no R for this forest' ELSE '' END ||
       CASE WHEN measure <> 'DEG' THEN '; value minus value without the loss that has '
            || 'such evidence; evidence-linked, not caused' ELSE '' END ||
       CASE WHEN known < 0.999
            THEN printf('; biomass known for %.1f %% of the loss', 100 * known)
            ELSE '' END AS note
FROM part, p
UNION ALL
SELECT zone_id, year, 'forest_loss_biomass', 'component', measure, agb,
       agb_low * (1 - db), agb_high * (1 + db), 'U', dataset,
       'pixel count; range is an uncalibrated default'
FROM part, p;
