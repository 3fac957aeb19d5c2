-- indicator: 15.1.1
-- title: Forest area as a proportion of total land area
-- official: Forest area as a proportion of total land area
-- tier: I
-- custodian: FAO
-- class: indicator|component|proxy
-- inputs: land-cover|canopy-cover
-- formula: forest area(t) / land area * 100
-- method: Forest of the first dataset that shows it (an official one first). Land is the zone's area on the raster less the inland water of its first year, one denominator for all years. low takes unobserved land for not forest, high for forest. forest_share_change is the observed value minus the value that the same arithmetic gives without the loss of the period up to the year (DEG: all of it; ILL, ORG, TOC: the part with such evidence): -100 * sum of lost area / land; gross, each place once.
-- source: UN Statistics Division, SDG indicator metadata 15-01-01; forest definition: FAO FRA
-- caveat: A pixel count without an accuracy sample. Tree cover is not forest: plantations and tree crops may be in it, regrowth after loss may not. Only a nationally endorsed map makes this the indicator; else it is a proxy. forest_share_change is arithmetic on a map, in percentage points: regrowth is not in it, and what has evidence is evidence-linked, not caused.
-- verified: unverified
-- series: AG_LND_FRST; unit PT; percent of land; main
-- series: AG_LND_FRSTN; unit HA; hectares of forest; level
-- series: AG_LND_TOTL; unit HA; hectares of land; level
-- series: forest_share_change; unit PT; percentage points of land: observed minus without the loss since the start of the period; class proxy
WITH source AS (
    SELECT dataset_id, id, official FROM dataset
    WHERE dataset_id IN (SELECT dataset_id FROM forest)
    ORDER BY official DESC, dataset_id LIMIT 1
),
land AS (
    SELECT f.zone_id, f.mapped_m2 - f.water_m2 AS land_m2
    FROM forest f JOIN source USING (dataset_id)
    WHERE f.year = (SELECT MIN(g.year) FROM forest g
                    WHERE g.zone_id = f.zone_id AND g.dataset_id = f.dataset_id)
),
part AS (
    SELECT f.zone_id, f.year, s.id AS dataset,
           CASE s.official WHEN 1 THEN 'indicator' ELSE 'proxy' END AS class,
           f.forest_m2, f.unseen_m2, l.land_m2,
           l.land_m2 > 0 AND f.unseen_m2 < f.mapped_m2 AS known,
           CASE WHEN l.land_m2 <= 0 THEN 'M'
                WHEN f.unseen_m2 >= f.mapped_m2 THEN 'O' ELSE 'U' END AS obs_status,
           'pixel count' ||
           CASE WHEN f.outside_m2 > 1e-3 * (f.mapped_m2 + f.outside_m2)
                THEN printf('; the raster covers %.1f %% of the zone',
                            100 * f.mapped_m2 / (f.mapped_m2 + f.outside_m2))
                ELSE '' END AS note
    FROM forest f JOIN source s USING (dataset_id) JOIN land l USING (zone_id), run r
    WHERE f.year BETWEEN r.year_from AND r.year_to AND f.mapped_m2 > 0
),
lost AS (
    SELECT d.zone_id, d.year, d.type, 'DEG' AS measure,
           SUM(d.area_m2 - d.after_gap_m2) AS low_m2, SUM(d.area_m2) AS central_m2,
           SUM(d.area_m2) AS high_m2
    FROM degradation d JOIN source USING (dataset_id)
    GROUP BY d.zone_id, d.year, d.type
    UNION ALL
    SELECT d.zone_id, d.year, d.type, d.measure, d.low_m2, d.central_m2, d.high_m2
    FROM degradation_part d JOIN source USING (dataset_id)
),
changed AS (
    SELECT p.zone_id, p.year, p.dataset, m.measure, p.land_m2, p.note,
           SUM(l.low_m2) AS low_m2, SUM(l.central_m2) AS central_m2,
           SUM(l.high_m2) AS high_m2
    FROM part p JOIN (SELECT 'DEG' AS measure UNION ALL
                      SELECT measure FROM attributed_measure) m
         LEFT JOIN lost l ON l.zone_id = p.zone_id AND l.measure = m.measure
              AND l.year <= p.year AND l.type IN ('forest_loss', 'tree_cover_loss')
    WHERE p.known
    GROUP BY p.zone_id, p.year, m.measure
)
SELECT zone_id, year, 'AG_LND_FRST' AS series, class, 'OBS' AS measure,
       CASE WHEN known THEN MIN(100.0, 100 * forest_m2 / land_m2) END AS value,
       CASE WHEN known THEN MIN(100.0, 100 * forest_m2 / land_m2) END AS low,
       CASE WHEN known THEN MIN(100.0, 100 * (forest_m2 + unseen_m2) / land_m2) END AS high,
       obs_status, dataset, note
FROM part
UNION ALL
SELECT zone_id, year, 'AG_LND_FRSTN', 'component', 'OBS',
       CASE WHEN obs_status <> 'O' THEN forest_m2 / 1e4 END,
       CASE WHEN obs_status <> 'O' THEN forest_m2 / 1e4 END,
       CASE WHEN obs_status <> 'O' THEN (forest_m2 + unseen_m2) / 1e4 END,
       obs_status, dataset, note
FROM part
UNION ALL
SELECT zone_id, year, 'AG_LND_TOTL', 'component', 'OBS', land_m2 / 1e4,
       land_m2 / 1e4, land_m2 / 1e4, 'U', dataset, note
FROM part
UNION ALL
SELECT zone_id, year, 'forest_share_change', 'proxy', measure,
       -100 * COALESCE(central_m2, 0) / land_m2, -100 * COALESCE(high_m2, 0) / land_m2,
       -100 * COALESCE(low_m2, 0) / land_m2, 'U', dataset,
       note || '; gross, without regrowth' ||
       CASE measure WHEN 'DEG' THEN '' ELSE '; evidence-linked, not caused' END
FROM changed;
