-- indicator: 6.6.1
-- title: Change in the extent of water-related ecosystems over time
-- official: Change in the extent of water-related ecosystems over time
-- tier: I
-- custodian: UNEP (Ramsar)
-- class: component|proxy
-- inputs: water-transition, water_extent
-- formula: ((alpha - beta) + (rho - sigma)) / (epsilon + beta + sigma) * 100; permanent water: alpha new permanent, beta lost permanent, rho seasonal to permanent, sigma permanent to seasonal, epsilon permanent in both; seasonal water: alpha new, beta lost, rho permanent to seasonal, sigma seasonal to permanent, epsilon seasonal in both
-- method: Areas by class of a map of transitions, between the first and the last time that it compares. The series without_ponds leave out of alpha and rho what became water inside mapped mines (a map of mines, or mapped footprints up to the year): pits that fill are no gain of an ecosystem. Their area is told beside it. Ephemeral water is in no term. low takes what the map does not show for lost water, high for new. water_permanent_change_share is the observed change minus the change that the same arithmetic gives without the lost permanent water (DEG: all of it; ILL, ORG, TOC: the part with such evidence).
-- source: UN Statistics Division, SDG indicator metadata 06-06-01; Pekel et al. 2016, doi:10.1038/nature20584, for the classes
-- caveat: A component: extent of lakes and rivers seen by satellite, reservoirs not told apart. The map compares the first with the last time of its record, not five-year means with 2000-2004. Water under trees and bodies below three hectares may be missing. Drought and dams are in it; what has evidence is evidence-linked, not caused.
-- verified: unverified
-- series: EN_LKRV_PWAC; unit PT; percent change of permanent water; main; class component
-- series: EN_LKRV_SWAC; unit PT; percent change of seasonal water; class component
-- series: EN_LKRV_PWAN; unit KM2; square kilometres of permanent water; class component
-- series: EN_LKRV_SWAN; unit KM2; square kilometres of seasonal water; class component
-- series: water_permanent_without_ponds; unit PT; percent change of permanent water, new water in mines left out; class proxy
-- series: water_seasonal_without_ponds; unit PT; percent change of seasonal water, new water in mines left out; class proxy
-- series: water_permanent_change_km2; unit KM2; square kilometres, change of permanent water; class component
-- series: water_seasonal_change_km2; unit KM2; square kilometres, change of seasonal water; class component
-- series: water_permanent_ponds_km2; unit KM2; square kilometres that became permanent water in mines; class component
-- series: water_seasonal_ponds_km2; unit KM2; square kilometres that became seasonal water in mines; class component
-- series: water_permanent_lost_km2; unit KM2; square kilometres of lost permanent water; class component
-- series: water_permanent_change_share; unit PT; percentage points: observed change minus change without the lost permanent water; class proxy
WITH term AS (
    SELECT zone_id, year, dataset_id, SUM(area_m2) AS all_m2,
           TOTAL(area_m2) FILTER (WHERE transition = 'permanent') AS pp,
           TOTAL(area_m2) FILTER (WHERE transition = 'new permanent') AS np,
           TOTAL(area_m2) FILTER (WHERE transition = 'new permanent' AND is_mine) AS np_mine,
           TOTAL(area_m2) FILTER (WHERE transition = 'lost permanent') AS lp,
           TOTAL(area_m2) FILTER (WHERE transition = 'seasonal') AS ss,
           TOTAL(area_m2) FILTER (WHERE transition = 'new seasonal') AS ns,
           TOTAL(area_m2) FILTER (WHERE transition = 'new seasonal' AND is_mine) AS ns_mine,
           TOTAL(area_m2) FILTER (WHERE transition = 'lost seasonal') AS ls,
           TOTAL(area_m2) FILTER (WHERE transition = 'seasonal to permanent') AS sp,
           TOTAL(area_m2) FILTER (WHERE transition = 'seasonal to permanent'
                                  AND is_mine) AS sp_mine,
           TOTAL(area_m2) FILTER (WHERE transition = 'permanent to seasonal') AS ps,
           TOTAL(area_m2) FILTER (WHERE transition = 'permanent to seasonal'
                                  AND is_mine) AS ps_mine,
           TOTAL(area_m2) FILTER (WHERE transition IN ('nodata', 'outside')) AS unseen
    FROM water_extent
    GROUP BY zone_id, year, dataset_id
),
water AS (
    SELECT zone_id, year, dataset_id, all_m2, unseen, 'permanent' AS what, np AS alpha,
           lp AS beta, sp AS rho, ps AS sigma, pp AS epsilon, np_mine + sp_mine AS ponds
    FROM term
    UNION ALL
    SELECT zone_id, year, dataset_id, all_m2, unseen, 'seasonal', ns, ls, ps, sp, ss,
           ns_mine + ps_mine
    FROM term
),
part AS (
    SELECT w.*, d.id AS dataset, epsilon + beta + sigma AS before_m2,
           (alpha - beta) + (rho - sigma) AS change_m2,
           CASE WHEN unseen >= all_m2 * (1 - 1e-12) THEN 'O'
                WHEN epsilon + beta + sigma <= 0 THEN 'M' ELSE 'U' END AS obs_status,
           'pixel count' || CASE WHEN unseen > 1e-3 * all_m2
                                 THEN printf('; the map shows %.1f %% of the zone',
                                             100 * (1 - unseen / all_m2))
                                 ELSE '' END AS note
    FROM water w JOIN dataset d USING (dataset_id), run r
    WHERE w.year BETWEEN r.year_from AND r.year_to
),
lost AS (
    SELECT zone_id, year, dataset_id, 'DEG' AS measure, SUM(area_m2) AS low_m2,
           SUM(area_m2) AS central_m2, SUM(area_m2) AS high_m2
    FROM degradation WHERE type = 'water_change'
    GROUP BY zone_id, year, dataset_id
    UNION ALL
    SELECT zone_id, year, dataset_id, measure, low_m2, central_m2, high_m2
    FROM degradation_part WHERE type = 'water_change'
)
SELECT zone_id, year,
       CASE what WHEN 'permanent' THEN 'EN_LKRV_PWAC' ELSE 'EN_LKRV_SWAC' END AS series,
       'component' AS class, 'OBS' AS measure,
       CASE WHEN obs_status = 'U' THEN 100 * change_m2 / before_m2 END AS value,
       CASE WHEN obs_status = 'U'
            THEN 100 * (change_m2 - unseen) / (before_m2 + unseen) END AS low,
       CASE WHEN obs_status = 'U' THEN 100 * (change_m2 + unseen) / before_m2 END AS high,
       obs_status, dataset,
       note || CASE obs_status WHEN 'M' THEN '; there was no such water before' ELSE '' END
           AS note
FROM part
UNION ALL
SELECT zone_id, year, 'water_' || what || '_without_ponds', 'proxy', 'OBS',
       CASE WHEN obs_status = 'U' THEN 100 * (change_m2 - ponds) / before_m2 END,
       CASE WHEN obs_status = 'U'
            THEN 100 * (change_m2 - ponds - unseen) / (before_m2 + unseen) END,
       CASE WHEN obs_status = 'U'
            THEN 100 * (change_m2 - ponds + unseen) / before_m2 END, obs_status, dataset, note
FROM part
UNION ALL
SELECT zone_id, year,
       CASE what WHEN 'permanent' THEN 'EN_LKRV_PWAN' ELSE 'EN_LKRV_SWAN' END,
       'component', 'OBS', (epsilon + alpha + rho) / 1e6, (epsilon + alpha + rho) / 1e6,
       (epsilon + alpha + rho + unseen) / 1e6, 'U', dataset, note
FROM part WHERE obs_status <> 'O'
UNION ALL
SELECT zone_id, year, 'water_' || what || '_change_km2', 'component', 'OBS',
       change_m2 / 1e6, (change_m2 - unseen) / 1e6, (change_m2 + unseen) / 1e6, 'U', dataset, note
FROM part WHERE obs_status <> 'O'
UNION ALL
SELECT zone_id, year, 'water_' || what || '_ponds_km2', 'component', 'OBS',
       ponds / 1e6, ponds / 1e6, (ponds + unseen) / 1e6, 'U', dataset, note
FROM part WHERE obs_status <> 'O'
UNION ALL
SELECT zone_id, year, 'water_permanent_lost_km2', 'component', 'DEG', beta / 1e6,
       beta / 1e6, (beta + unseen) / 1e6, 'U', dataset, note
FROM part WHERE obs_status <> 'O' AND what = 'permanent'
UNION ALL
SELECT p.zone_id, p.year, 'water_permanent_change_share', 'proxy', m.measure,
       -100 * COALESCE(l.central_m2, 0) / p.before_m2,
       -100 * COALESCE(l.high_m2, 0) / p.before_m2,
       -100 * COALESCE(l.low_m2, 0) / p.before_m2, 'U', p.dataset,
       p.note || CASE m.measure WHEN 'DEG' THEN '' ELSE '; evidence-linked, not caused' END
FROM part p JOIN (SELECT 'DEG' AS measure UNION ALL
                  SELECT measure FROM attributed_measure) m
     LEFT JOIN lost l ON l.zone_id = p.zone_id AND l.year = p.year
          AND l.dataset_id = p.dataset_id AND l.measure = m.measure
WHERE p.obs_status = 'U' AND p.what = 'permanent';
