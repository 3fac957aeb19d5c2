-- indicator: 15.2.1
-- title: Progress towards sustainable forest management: forest area net change rate
-- official: Progress towards sustainable forest management
-- tier: I
-- custodian: FAO
-- class: component|proxy
-- inputs: land-cover|canopy-cover
-- formula: ((F2 / F1)^(1 / (t2 - t1)) - 1) * 100
-- method: Compound rate between each year and the year before it that was mapped, and since the first year mapped. low sets unobserved land to not forest now and to forest before, high the other way round. Biomass stock is the density map summed over the forest of the year.
-- source: UN Statistics Division, SDG indicator metadata 15-02-01, sub-indicator 1; FAO FRA
-- caveat: A component: one of five sub-indicators. From a loss-year raster it is a proxy and shows gross loss, never gain. Differences of two maps carry the errors of both.
-- verified: unverified
-- series: AG_LND_FRSTCHG; unit PT; percent a year; main
-- series: forest_change_period; unit PT; percent a year since the first year
-- series: AG_LND_FRSTBIOM; unit T; tonnes of above-ground biomass in forest
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
SELECT b.zone_id, b.year, 'AG_LND_FRSTBIOM', 'component', 'OBS', b.stock,
       b.stock * (1 - p.value), b.stock * (1 + p.value), 'U', s.id,
       'density map of one epoch; range +/- ' || CAST(100 * p.value AS INTEGER) ||
       ' % is an uncalibrated default'
FROM biomass b, source s, run r, parameter p
WHERE p.name = 'emission.biomass_spread'
  AND b.year BETWEEN r.year_from AND r.year_to;
