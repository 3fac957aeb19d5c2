-- indicator: 15.3.1
-- title: Proportion of land that is degraded over total land area
-- official: Proportion of land that is degraded over total land area
-- tier: I
-- custodian: UNCCD
-- class: indicator|component|proxy
-- inputs: land-cover, land_change
-- formula: area of land degraded in the reporting period, or in the baseline and not improved since / total land area * 100
-- method: Three sub-indicators, for the baseline and for the reporting period: change of land cover by a matrix of seven classes, dynamics of land productivity, and carbon stock of the soil by factors of change over 20 years. One out, all out: land is degraded when one of them is, improved when one is and none is degraded, unknown when one is not observed. Degraded are persistent, recent and baseline degradation. The denominator is the mapped land, without what was water at the start of the baseline. low takes unknown land for not degraded, high for degraded. Sub-indicators without a dataset are left out: the figure is then a component. degraded_share_change is the observed value minus the value that the same arithmetic gives without the land recently degraded by a change of land cover (DEG: all of it; ILL, ORG, TOC: the part with such evidence). Land whose productivity or carbon alone declined has no dated event and is not explained by evidence.
-- source: UN Statistics Division, SDG indicator metadata 15-03-01; UNCCD (2021) Good Practice Guidance for SDG indicator 15.3.1, version 2; default matrix and factors as in Trends.Earth
-- caveat: A pixel count; differences of maps carry the errors of all of them. The default matrix takes every loss of tree cover for degradation and grassland turned into cropland for improvement: a national matrix may say otherwise (layers/rules/land_cover_change.csv). Carbon is modelled from land cover, not measured; the bounds of soil_carbon_change leave out that its factors and stocks are uncertain. degraded_share_change is arithmetic on a map, in percentage points: what has evidence is evidence-linked, not caused.
-- verified: unverified
-- series: AG_LND_DGRD; unit PT; percent of land; main
-- series: degraded_baseline_share; unit PT; percent of land degraded in the baseline
-- series: degraded_ha; unit HA; hectares of degraded land; class component
-- series: degraded_persistent_ha; unit HA; hectares degraded in the baseline and since; class component
-- series: degraded_recent_ha; unit HA; hectares degraded since the baseline; class component
-- series: degraded_before_ha; unit HA; hectares degraded in the baseline and stable since; class component
-- series: land_stable_ha; unit HA; hectares of stable land; class component
-- series: improved_before_ha; unit HA; hectares improved in the baseline and stable since; class component
-- series: improved_recent_ha; unit HA; hectares improved since the baseline; class component
-- series: improved_persistent_ha; unit HA; hectares improved in the baseline and since; class component
-- series: land_unknown_ha; unit HA; hectares of land of unknown status; class component
-- series: degraded_cover_ha; unit HA; hectares degraded since the baseline by land cover; class component
-- series: degraded_productivity_ha; unit HA; hectares degraded since the baseline by productivity; class component
-- series: degraded_carbon_ha; unit HA; hectares degraded since the baseline by carbon of the soil; class component
-- series: soil_carbon_change; unit T; tonnes of carbon in the soil, change since the baseline; class component
-- series: degraded_share_change; unit PT; percentage points of land: observed minus without recent degradation of land cover; class proxy
WITH setup AS (
    SELECT MAX(p.part = 'productivity_base') AS has_productivity,
           MAX(p.part = 'climate')
               OR EXISTS (SELECT 1 FROM parameter WHERE name = 'land.climate') AS has_carbon,
           MIN(d.official) FILTER (WHERE p.part <> 'loss_year') AS official,
           MAX(d.id) FILTER (WHERE p.part = 'cover_last') AS dataset
    FROM combination_part p JOIN dataset d USING (dataset_id)
    WHERE p.combination_id IN (SELECT combination_id FROM land_change)
),
words AS (
    SELECT *, CASE WHEN has_productivity AND has_carbon
                   THEN CASE official WHEN 1 THEN 'indicator' ELSE 'proxy' END
                   ELSE 'component' END AS class,
           'pixel count; of land cover' ||
           CASE WHEN has_productivity AND has_carbon THEN ', productivity and soil carbon'
                WHEN has_productivity THEN ' and productivity'
                WHEN has_carbon THEN ' and soil carbon' ELSE ' alone' END ||
           ', baseline ' ||
           (SELECT value FROM parameter WHERE name = 'land.baseline_first') || ' to ' ||
           (SELECT value FROM parameter WHERE name = 'land.baseline_last') AS note
    FROM setup
),
zone_total AS (
    SELECT t.zone_id, SUM(t.area_cm2) / 1e4 AS m2
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total'
    GROUP BY t.zone_id
),
mapped AS (
    SELECT t.zone_id, l.year, SUM(t.area_cm2) / 1e4 AS mapped_m2,
           COALESCE(SUM(t.area_cm2) FILTER (WHERE l.is_land), 0) / 1e4 AS land_m2
    FROM land_change l JOIN tally t USING (combination_id)
    GROUP BY t.zone_id, l.year
),
state AS (
    SELECT t.zone_id, l.status, l.base = -1 AS was_degraded, l.cover_last = -1 AS by_cover,
           l.productivity_last = -1 AS by_productivity,
           ROUND(100 * (l.carbon_last - 1), 9) < -10 AS by_carbon,
           SUM(t.area_cm2) / 1e4 AS m2
    FROM land_change l JOIN tally t USING (combination_id)
    WHERE l.is_land
    GROUP BY 1, 2, 3, 4, 5, 6
),
part AS (
    SELECT m.*, w.dataset, w.class,
           w.note || CASE WHEN m.mapped_m2 < 0.999 * z.m2
                          THEN printf('; land cover shows %.1f %% of the zone',
                                      100 * m.mapped_m2 / z.m2)
                          ELSE '' END AS note,
           COALESCE((SELECT SUM(s.m2) FROM state s WHERE s.zone_id = m.zone_id
                     AND s.status IN (1, 2, 3)), 0) AS degraded_m2,
           COALESCE((SELECT SUM(s.m2) FROM state s WHERE s.zone_id = m.zone_id
                     AND s.status IS NULL), 0) AS unknown_m2,
           COALESCE((SELECT SUM(s.m2) FROM state s WHERE s.zone_id = m.zone_id
                     AND s.was_degraded AND s.status IS NOT NULL), 0) AS before_m2
    FROM mapped m JOIN zone_total z USING (zone_id) JOIN words w
),
shown AS (
    SELECT *, CASE WHEN land_m2 <= 0 THEN 'M'
                   WHEN unknown_m2 >= land_m2 * (1 - 1e-12) THEN 'O' ELSE 'U' END AS obs_status
    FROM part
),
kind AS (
    SELECT p.zone_id, p.year, p.dataset, p.note, p.unknown_m2, k.column1 AS series,
           COALESCE((SELECT SUM(s.m2) FROM state s
                     WHERE s.zone_id = p.zone_id AND CASE k.column1
                     WHEN 'degraded_persistent_ha' THEN s.status = 1
                     WHEN 'degraded_recent_ha' THEN s.status = 2
                     WHEN 'degraded_before_ha' THEN s.status = 3
                     WHEN 'land_stable_ha' THEN s.status = 4
                     WHEN 'improved_before_ha' THEN s.status = 5
                     WHEN 'improved_recent_ha' THEN s.status = 6
                     WHEN 'improved_persistent_ha' THEN s.status = 7
                     WHEN 'degraded_ha' THEN s.status IN (1, 2, 3)
                     WHEN 'degraded_cover_ha' THEN s.by_cover AND s.status IS NOT NULL
                     WHEN 'degraded_productivity_ha'
                          THEN s.by_productivity AND s.status IS NOT NULL
                     WHEN 'degraded_carbon_ha'
                          THEN s.by_carbon AND s.status IS NOT NULL END), 0) AS m2
    FROM shown p JOIN words w JOIN (VALUES
         ('degraded_ha'), ('degraded_persistent_ha'), ('degraded_recent_ha'),
         ('degraded_before_ha'), ('land_stable_ha'), ('improved_before_ha'),
         ('improved_recent_ha'), ('improved_persistent_ha'), ('degraded_cover_ha'),
         ('degraded_productivity_ha'), ('degraded_carbon_ha')) k
    WHERE p.obs_status = 'U'
      AND (w.has_productivity OR k.column1 <> 'degraded_productivity_ha')
      AND (w.has_carbon OR k.column1 <> 'degraded_carbon_ha')
),
carbon AS (
    SELECT v.zone_id, SUM(v.sum * l.carbon_base * (l.carbon_last - 1)) AS tonnes,
           SUM(v.valid_cm2) / 1e4 AS known_m2
    FROM tally_value v JOIN land_change l USING (combination_id)
         JOIN dataset d ON d.dataset_id = v.dataset_id AND d.kind = 'soil-carbon'
    WHERE l.is_land AND l.carbon_base IS NOT NULL AND l.carbon_last IS NOT NULL
    GROUP BY v.zone_id
),
event AS (
    SELECT zone_id, dataset_id, 'DEG' AS measure, SUM(area_m2) AS low_m2,
           SUM(area_m2) AS central_m2, SUM(area_m2) AS high_m2
    FROM degradation WHERE type = 'land_degradation'
    GROUP BY zone_id
    UNION ALL
    SELECT zone_id, dataset_id, measure, SUM(low_m2), SUM(central_m2), SUM(high_m2)
    FROM degradation_part WHERE type = 'land_degradation'
    GROUP BY zone_id, measure
)
SELECT zone_id, year, 'AG_LND_DGRD' AS series, class, 'OBS' AS measure,
       CASE WHEN obs_status = 'U' THEN MIN(100.0, 100 * degraded_m2 / land_m2) END AS value,
       CASE WHEN obs_status = 'U' THEN MIN(100.0, 100 * degraded_m2 / land_m2) END AS low,
       CASE WHEN obs_status = 'U'
            THEN MIN(100.0, 100 * (degraded_m2 + unknown_m2) / land_m2) END AS high,
       obs_status, dataset,
       note || CASE WHEN unknown_m2 > 1e-3 * land_m2
                    THEN printf('; %.1f %% of the land is of unknown status',
                                100 * unknown_m2 / land_m2)
                    ELSE '' END AS note
FROM shown
UNION ALL
SELECT zone_id, year, 'degraded_baseline_share', class, 'OBS',
       MIN(100.0, 100 * before_m2 / land_m2), MIN(100.0, 100 * before_m2 / land_m2),
       MIN(100.0, 100 * (before_m2 + unknown_m2) / land_m2), 'U', dataset, note
FROM shown WHERE obs_status = 'U'
UNION ALL
SELECT zone_id, year, series, 'component', 'OBS', m2 / 1e4, m2 / 1e4,
       (m2 + unknown_m2) / 1e4, 'U', dataset, note
FROM kind
UNION ALL
SELECT zone_id, year, 'land_unknown_ha', 'component', 'OBS', unknown_m2 / 1e4,
       unknown_m2 / 1e4, unknown_m2 / 1e4, 'U', dataset, note
FROM shown WHERE obs_status <> 'M'
UNION ALL
SELECT p.zone_id, p.year, 'soil_carbon_change', 'component', 'OBS', c.tonnes, c.tonnes, c.tonnes,
       'U', p.dataset,
       p.note || printf('; carbon known for %.1f %% of the land', 100 * c.known_m2 / p.land_m2)
FROM shown p JOIN carbon c USING (zone_id)
WHERE p.obs_status = 'U'
UNION ALL
SELECT p.zone_id, p.year, 'degraded_share_change', 'proxy', m.measure,
       100 * COALESCE(e.central_m2, 0) / p.land_m2, 100 * COALESCE(e.low_m2, 0) / p.land_m2,
       100 * COALESCE(e.high_m2, 0) / p.land_m2, 'U', p.dataset,
       p.note || CASE m.measure WHEN 'DEG' THEN '' ELSE '; evidence-linked, not caused' END
FROM shown p JOIN (SELECT 'DEG' AS measure UNION ALL
                   SELECT measure FROM attributed_measure) m
     LEFT JOIN event e ON e.zone_id = p.zone_id AND e.measure = m.measure
WHERE p.obs_status = 'U';
