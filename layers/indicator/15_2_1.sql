-- indicator: 15.2.1
-- title: Progress towards sustainable forest management: forest area net change rate
-- official: Progress towards sustainable forest management
-- tier: I
-- custodian: FAO
-- class: component|proxy
-- inputs: land-cover|canopy-cover
-- formula: ((F2 / F1)^(1 / (t2 - t1)) - 1) * 100
-- method: Compound rate between each year and the year before it that was mapped, and since the first year mapped. low sets unobserved land to not forest now and to forest before, high the other way round. Biomass stock is the density map summed over the forest of the year. forest_change_part is the observed rate minus the rate that the same formula gives when the loss between the two years that has evidence (ILL, ORG, TOC) is added to F2; forest_change_period_part the same since the first year, each place once.
-- source: UN Statistics Division, SDG indicator metadata 15-02-01, sub-indicator 1; FAO FRA
-- caveat: A component: one of five sub-indicators. From a loss-year raster it is a proxy and shows gross loss, never gain. Differences of two maps carry the errors of both. The parts are arithmetic, in percentage points a year: evidence-linked, not caused. Forest in protected areas, under management plans or certified (sub-indicators 3 to 5) is not computed.
-- verified: unverified
-- series: AG_LND_FRSTCHG; unit PT; percent a year; main
-- series: forest_change_period; unit PT; percent a year since the first year
-- series: forest_change_part; unit PT; percentage points a year: observed minus without the loss that has evidence
-- series: forest_change_period_part; unit PT; percentage points a year since the first year: observed minus without the loss that has evidence
-- series: AG_LND_FRSTBIOM; unit T; tonnes of above-ground biomass in forest; level
WITH source AS (
    SELECT dataset_id, id, kind FROM dataset
    WHERE dataset_id IN (SELECT dataset_id FROM forest)
    ORDER BY official DESC, dataset_id LIMIT 1
),
seen AS (
    SELECT f.zone_id, f.year, s.dataset_id, s.id AS dataset,
           CASE s.kind WHEN 'land-cover' THEN 'component' ELSE 'proxy' END AS class,
           f.forest_m2 AS f2, f.unseen_m2 AS u2,
           LAG(f.year) OVER w AS t1, LAG(f.forest_m2) OVER w AS f1,
           LAG(f.unseen_m2) OVER w AS u1,
           FIRST_VALUE(f.year) OVER w AS t0, FIRST_VALUE(f.forest_m2) OVER w AS f0,
           FIRST_VALUE(f.unseen_m2) OVER w AS u0
    FROM forest f JOIN source s USING (dataset_id)
    WHERE f.mapped_m2 > 0 AND f.unseen_m2 < f.mapped_m2
    WINDOW w AS (PARTITION BY f.zone_id ORDER BY f.year)
),
lost AS (
    SELECT d.zone_id, d.year, d.type, d.measure, d.low_m2, d.central_m2, d.high_m2
    FROM degradation_part d JOIN source USING (dataset_id)
    WHERE d.type IN ('forest_loss', 'forest_reloss', 'tree_cover_loss')
),
without AS (
    SELECT s.zone_id, s.year, s.class, s.dataset, m.measure, s.f2, s.f1, s.t1, s.f0, s.t0,
           COALESCE(SUM(l.low_m2) FILTER (WHERE l.year > s.t1), 0) AS a_low,
           COALESCE(SUM(l.central_m2) FILTER (WHERE l.year > s.t1), 0) AS a,
           COALESCE(SUM(l.high_m2) FILTER (WHERE l.year > s.t1), 0) AS a_high,
           COALESCE(SUM(l.low_m2) FILTER (WHERE l.type <> 'forest_reloss'), 0) AS b_low,
           COALESCE(SUM(l.central_m2) FILTER (WHERE l.type <> 'forest_reloss'), 0) AS b,
           COALESCE(SUM(l.high_m2) FILTER (WHERE l.type <> 'forest_reloss'), 0) AS b_high
    FROM seen s JOIN attributed_measure m JOIN run r
         LEFT JOIN lost l ON l.zone_id = s.zone_id AND l.measure = m.measure
              AND l.year > s.t0 AND l.year <= s.year
    WHERE s.t1 IS NOT NULL AND s.f1 > 0 AND s.f0 > 0
      AND s.year BETWEEN r.year_from AND r.year_to
    GROUP BY s.zone_id, s.year, m.measure
),
biomass AS (
    SELECT v.zone_id, c.year, SUM(v.sum) AS stock,
           SUM(v.valid_cm2) / 1e4 AS valid_m2
    FROM tally_value v JOIN combination c USING (combination_id)
         JOIN source s ON s.dataset_id = c.dataset_id
         JOIN dataset d ON d.dataset_id = v.dataset_id
    WHERE d.kind = 'biomass' AND c.theme = 'land-cover' AND c.to_role = 'forest'
    GROUP BY v.zone_id, c.year
)
SELECT s.zone_id, s.year, 'AG_LND_FRSTCHG' AS series, class, 'OBS' AS measure,
       CASE WHEN f1 > 0 THEN 100 * (pow(f2 / f1, 1.0 / (year - t1)) - 1) END AS value,
       CASE WHEN f1 > 0 THEN 100 * (pow(f2 / (f1 + u1), 1.0 / (year - t1)) - 1) END AS low,
       CASE WHEN f1 > 0 THEN 100 * (pow((f2 + u2) / f1, 1.0 / (year - t1)) - 1) END AS high,
       CASE WHEN f1 > 0 THEN 'U' ELSE 'M' END AS obs_status, dataset,
       CASE WHEN f1 > 0 THEN 'pixel count; against ' || t1
            ELSE 'no forest in ' || t1 END AS note
FROM seen s, run r
WHERE s.t1 IS NOT NULL AND s.year BETWEEN r.year_from AND r.year_to
UNION ALL
SELECT s.zone_id, s.year, 'forest_change_period', class, 'OBS',
       CASE WHEN f0 > 0 THEN 100 * (pow(f2 / f0, 1.0 / (year - t0)) - 1) END,
       CASE WHEN f0 > 0 THEN 100 * (pow(f2 / (f0 + u0), 1.0 / (year - t0)) - 1) END,
       CASE WHEN f0 > 0 THEN 100 * (pow((f2 + u2) / f0, 1.0 / (year - t0)) - 1) END,
       CASE WHEN f0 > 0 THEN 'U' ELSE 'M' END, dataset,
       CASE WHEN f0 > 0 THEN 'pixel count; against ' || t0
            ELSE 'no forest in ' || t0 END
FROM seen s, run r
WHERE s.t0 < s.year AND s.year BETWEEN r.year_from AND r.year_to
UNION ALL
SELECT zone_id, year, 'forest_change_part', class, measure,
       100 * (pow(f2 / f1, 1.0 / (year - t1)) - pow((f2 + a) / f1, 1.0 / (year - t1))),
       100 * (pow(f2 / f1, 1.0 / (year - t1)) - pow((f2 + a_high) / f1, 1.0 / (year - t1))),
       100 * (pow(f2 / f1, 1.0 / (year - t1)) - pow((f2 + a_low) / f1, 1.0 / (year - t1))),
       'U', dataset, 'pixel count; against ' || t1 || '; evidence-linked, not caused'
FROM without
UNION ALL
SELECT zone_id, year, 'forest_change_period_part', class, measure,
       100 * (pow(f2 / f0, 1.0 / (year - t0)) - pow((f2 + b) / f0, 1.0 / (year - t0))),
       100 * (pow(f2 / f0, 1.0 / (year - t0)) - pow((f2 + b_high) / f0, 1.0 / (year - t0))),
       100 * (pow(f2 / f0, 1.0 / (year - t0)) - pow((f2 + b_low) / f0, 1.0 / (year - t0))),
       'U', dataset, 'pixel count; against ' || t0 || '; evidence-linked, not caused'
FROM without
UNION ALL
SELECT b.zone_id, b.year, 'AG_LND_FRSTBIOM', 'component', 'OBS', b.stock,
       b.stock * (1 - p.value), b.stock * (1 + p.value), 'U', s.id,
       'density map of one epoch; range +/- ' || CAST(100 * p.value AS INTEGER) ||
       ' % is an uncalibrated default'
FROM biomass b, source s, run r, parameter p
WHERE p.name = 'emission.biomass_spread'
  AND b.year BETWEEN r.year_from AND r.year_to;
