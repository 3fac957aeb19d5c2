-- indicator: 15.4.2
-- title: Mountain green cover and degraded mountain land
-- official: (a) Mountain Green Cover Index and (b) proportion of degraded mountain land
-- tier: I
-- custodian: FAO
-- class: indicator|component|proxy
-- inputs: mountain-mask|bioclimatic-belt, mountain_cover
-- formula: (a) green mountain area / mountain area * 100; (b) degraded mountain area / mountain area * 100
-- method: Planimetric areas. Mountains are those of a mask, or of the belts when there is no mask; green are the SEEA classes croplands, grassland, tree-covered, shrub-covered, and aquatic or regularly flooded vegetation. (b) compares the maps of the baseline's two years by a matrix of changes, then every third year after it with the one before: a degrading change degrades, no change keeps the state, an improvement makes degraded land stable and other land improved. Belts have their own series where a raster of belts is given. low takes unobserved cover for not green (not degraded), high for green (degraded). mountain_degraded_change is the observed proportion minus the one that the same arithmetic gives without the degradation of the period up to the year (DEG: all of it; ILL, ORG, TOC: the part with such evidence).
-- source: UN Statistics Division, SDG indicator metadata 15-04-02; mountains after Kapos et al. (2000); belts after Koerner et al. (2011), doi:10.1007/s00035-011-0094-4
-- caveat: A pixel count without an accuracy sample: only a nationally endorsed map with a given mask makes this the indicator, else it is a proxy; differences of two maps carry the errors of both. A mask made from elevation depends on its resolution and is not the map that FAO reports with. Change before the period is in the state, but not in mountain_degraded_change. What has evidence is evidence-linked, not caused.
-- verified: unverified
-- series: ER_MTN_GRNCVI; unit IX; green part of mountains, percent; main
-- series: ER_MTN_GRNCOV; unit KM2; green mountain area, square kilometres
-- series: ER_MTN_TOTL; unit KM2; mountain area, square kilometres
-- series: ER_MTN_DGRDP; unit PT; degraded part of mountains, percent
-- series: ER_MTN_DGRDA; unit KM2; degraded mountain area, square kilometres
-- series: mountain_net_degraded; unit KM2; degraded less improved mountain area, square kilometres
-- series: mountain_green_index_nival; unit IX; green part of the nival belt, percent
-- series: mountain_green_index_alpine; unit IX; green part of the alpine belt, percent
-- series: mountain_green_index_montane; unit IX; green part of the montane belt, percent
-- series: mountain_green_index_remaining; unit IX; green part of the remaining belt, percent
-- series: mountain_green_area_nival; unit KM2; green area of the nival belt, square kilometres
-- series: mountain_green_area_alpine; unit KM2; green area of the alpine belt, square kilometres
-- series: mountain_green_area_montane; unit KM2; green area of the montane belt, square kilometres
-- series: mountain_green_area_remaining; unit KM2; green area of the remaining belt, square kilometres
-- series: mountain_area_nival; unit KM2; area of the nival belt, square kilometres
-- series: mountain_area_alpine; unit KM2; area of the alpine belt, square kilometres
-- series: mountain_area_montane; unit KM2; area of the montane belt, square kilometres
-- series: mountain_area_remaining; unit KM2; area of the remaining belt, square kilometres
-- series: mountain_degraded_part_nival; unit PT; degraded part of the nival belt, percent
-- series: mountain_degraded_part_alpine; unit PT; degraded part of the alpine belt, percent
-- series: mountain_degraded_part_montane; unit PT; degraded part of the montane belt, percent
-- series: mountain_degraded_part_remaining; unit PT; degraded part of the remaining belt, percent
-- series: mountain_degraded_area_nival; unit KM2; degraded area of the nival belt, square kilometres
-- series: mountain_degraded_area_alpine; unit KM2; degraded area of the alpine belt, square kilometres
-- series: mountain_degraded_area_montane; unit KM2; degraded area of the montane belt, square kilometres
-- series: mountain_degraded_area_remaining; unit KM2; degraded area of the remaining belt, square kilometres
-- series: mountain_degraded_change; unit PT; percentage points of mountains: observed minus without the degradation of the period; class proxy
WITH green AS (
    SELECT zone_id, year, dataset_id, belt, mountain_m2, green_m2, unseen_m2
    FROM mountain_cover
    UNION ALL
    SELECT zone_id, year, dataset_id, '_T', SUM(mountain_m2), SUM(green_m2), SUM(unseen_m2)
    FROM mountain_cover
    GROUP BY zone_id, year, dataset_id
),
state AS (
    SELECT t.zone_id, m.year, m.since, m.dataset_id, m.belt,
           SUM(t.area_cm2) / 1e4 AS mountain_m2,
           COALESCE(SUM(t.area_cm2) FILTER (WHERE m.state = -1), 0) / 1e4 AS degraded_m2,
           COALESCE(SUM(t.area_cm2) FILTER (WHERE m.state = 1), 0) / 1e4 AS improved_m2,
           COALESCE(SUM(t.area_cm2) FILTER (WHERE m.state IS NULL), 0) / 1e4 AS unknown_m2
    FROM mountain_change m JOIN tally t USING (combination_id)
    GROUP BY t.zone_id, m.year, m.dataset_id, m.belt
),
degraded AS (
    SELECT zone_id, year, since, dataset_id, belt, mountain_m2, degraded_m2, improved_m2,
           unknown_m2
    FROM state
    UNION ALL
    SELECT zone_id, year, since, dataset_id, '_T', SUM(mountain_m2), SUM(degraded_m2),
           SUM(improved_m2), SUM(unknown_m2)
    FROM state
    GROUP BY zone_id, year, since, dataset_id
),
kind AS (
    SELECT dataset_id,
           CASE WHEN official AND NOT EXISTS (SELECT 1 FROM dataset
                                              WHERE id = 'mountains-made')
                THEN 'indicator' ELSE 'proxy' END AS class
    FROM dataset
),
name (belt, gi, ga, ma, dp, da) AS (
    VALUES ('_T', 'ER_MTN_GRNCVI', 'ER_MTN_GRNCOV', 'ER_MTN_TOTL', 'ER_MTN_DGRDP',
            'ER_MTN_DGRDA'),
           ('nival', 'mountain_green_index_nival', 'mountain_green_area_nival', 'mountain_area_nival', 'mountain_degraded_part_nival', 'mountain_degraded_area_nival'),
           ('alpine', 'mountain_green_index_alpine', 'mountain_green_area_alpine', 'mountain_area_alpine', 'mountain_degraded_part_alpine', 'mountain_degraded_area_alpine'),
           ('montane', 'mountain_green_index_montane', 'mountain_green_area_montane', 'mountain_area_montane', 'mountain_degraded_part_montane', 'mountain_degraded_area_montane'),
           ('remaining', 'mountain_green_index_remaining', 'mountain_green_area_remaining', 'mountain_area_remaining', 'mountain_degraded_part_remaining', 'mountain_degraded_area_remaining')
),
value AS (
    SELECT g.zone_id, g.year, g.dataset_id, n.gi AS series, kind.class, 'OBS' AS measure,
           100 * g.green_m2 / g.mountain_m2 AS value,
           100 * g.green_m2 / g.mountain_m2 AS low,
           100 * (g.green_m2 + g.unseen_m2) / g.mountain_m2 AS high,
           g.unseen_m2 >= g.mountain_m2 AS blind, 'pixel count' AS note
    FROM green g JOIN name n USING (belt) JOIN kind USING (dataset_id)
    UNION ALL
    SELECT g.zone_id, g.year, g.dataset_id, n.ga, 'component', 'OBS', g.green_m2 / 1e6,
           g.green_m2 / 1e6, (g.green_m2 + g.unseen_m2) / 1e6,
           g.unseen_m2 >= g.mountain_m2, 'pixel count'
    FROM green g JOIN name n USING (belt)
    UNION ALL
    SELECT g.zone_id, g.year, g.dataset_id, n.ma, 'component', 'OBS', g.mountain_m2 / 1e6,
           g.mountain_m2 / 1e6, g.mountain_m2 / 1e6, 0, 'planimetric'
    FROM green g JOIN name n USING (belt)
    UNION ALL
    SELECT d.zone_id, d.year, d.dataset_id, n.dp, kind.class, 'OBS',
           100 * d.degraded_m2 / d.mountain_m2, 100 * d.degraded_m2 / d.mountain_m2,
           100 * (d.degraded_m2 + d.unknown_m2) / d.mountain_m2,
           d.unknown_m2 >= d.mountain_m2, 'pixel count; last change since ' || d.since
    FROM degraded d JOIN name n USING (belt) JOIN kind USING (dataset_id)
    UNION ALL
    SELECT d.zone_id, d.year, d.dataset_id, n.da, 'component', 'OBS', d.degraded_m2 / 1e6,
           d.degraded_m2 / 1e6, (d.degraded_m2 + d.unknown_m2) / 1e6,
           d.unknown_m2 >= d.mountain_m2, 'pixel count; last change since ' || d.since
    FROM degraded d JOIN name n USING (belt)
    UNION ALL
    SELECT d.zone_id, d.year, d.dataset_id, 'mountain_net_degraded', 'component', 'OBS',
           (d.degraded_m2 - d.improved_m2) / 1e6,
           (d.degraded_m2 - d.improved_m2 - d.unknown_m2) / 1e6,
           (d.degraded_m2 - d.improved_m2 + d.unknown_m2) / 1e6,
           d.unknown_m2 >= d.mountain_m2, 'pixel count; last change since ' || d.since
    FROM degraded d
    WHERE d.belt = '_T'
),
lost AS (
    SELECT zone_id, year, dataset_id, 'DEG' AS measure, SUM(area_m2) AS low_m2,
           SUM(area_m2) AS central_m2, SUM(area_m2) AS high_m2
    FROM degradation
    WHERE type = 'mountain_degradation'
    GROUP BY zone_id, year, dataset_id
    UNION ALL
    SELECT zone_id, year, dataset_id, measure, low_m2, central_m2, high_m2
    FROM degradation_part
    WHERE type = 'mountain_degradation'
),
changed AS (
    SELECT d.zone_id, d.year, d.dataset_id, m.measure, d.mountain_m2,
           COALESCE(SUM(l.low_m2), 0) AS low_m2,
           COALESCE(SUM(l.central_m2), 0) AS central_m2,
           COALESCE(SUM(l.high_m2), 0) AS high_m2
    FROM degraded d JOIN (SELECT 'DEG' AS measure UNION ALL
                          SELECT measure FROM attributed_measure) m
         LEFT JOIN lost l ON l.zone_id = d.zone_id AND l.dataset_id = d.dataset_id
              AND l.measure = m.measure AND l.year <= d.year
    WHERE d.belt = '_T' AND d.unknown_m2 < d.mountain_m2
    GROUP BY d.zone_id, d.year, d.dataset_id, m.measure
)
SELECT v.zone_id, v.year, v.series, v.class, v.measure,
       CASE WHEN v.blind THEN NULL ELSE v.value END AS value,
       CASE WHEN v.blind THEN NULL ELSE v.low END AS low,
       CASE WHEN v.blind THEN NULL ELSE v.high END AS high,
       CASE WHEN v.blind THEN 'O' ELSE 'U' END AS obs_status,
       s.id AS dataset, v.note
FROM value v JOIN dataset s USING (dataset_id), run r
WHERE v.year BETWEEN r.year_from AND r.year_to
UNION ALL
SELECT c.zone_id, c.year, 'mountain_degraded_change', 'proxy', c.measure,
       100 * c.central_m2 / c.mountain_m2, 100 * c.low_m2 / c.mountain_m2,
       100 * c.high_m2 / c.mountain_m2, 'U', s.id,
       CASE c.measure WHEN 'DEG' THEN 'pixel count'
            ELSE 'pixel count; evidence-linked, not caused' END
FROM changed c JOIN dataset s USING (dataset_id), run r
WHERE c.year BETWEEN r.year_from AND r.year_to;
