-- indicator: 2.4.1
-- title: Cropland near attributed mining
-- official: Proportion of agricultural area under productive and sustainable agriculture
-- tier: II
-- custodian: FAO
-- class: proxy
-- inputs: land_near
-- formula: area of classes of cropland within D of attributed mines
-- method: Land cover of the last year of the period within geodesic distances of mapped mines, and mining incidents placed to 2.5 km, that are more likely than not illegal (ILL; OBS the same) or organized (ORG, among them) by evidence of tiers T1 to T4. Classes of cropland are those that the legend names so (unccd: cropland). Within a circle, also upstream: no path of water is followed.
-- source: the map named in each row; UN Statistics Division, SDG indicator metadata 02-04-01
-- caveat: A pixel count of land near mines; nothing of what the land yields, nor of what reaches it. The official indicator is a survey of farms.
-- verified: unverified
-- series: cropland_mining_5km; unit HA; hectares of cropland within 5 km of attributed mines; level; main
-- series: cropland_mining_1km; unit HA; hectares of cropland within 1 km of attributed mines; level
-- series: cropland_mining_10km; unit HA; hectares of cropland within 10 km of attributed mines; level
WITH series (series, distance_m) AS (
    VALUES ('cropland_mining_1km', 1000), ('cropland_mining_5km', 5000),
           ('cropland_mining_10km', 10000)
),
measure (measure, source) AS (VALUES ('OBS', 'ILL'), ('ILL', 'ILL'), ('ORG', 'ORG')),
source AS (
    SELECT d.dataset_id, d.id, max(n.year) AS year
    FROM land_near n JOIN dataset d USING (dataset_id)
    GROUP BY d.dataset_id ORDER BY d.official DESC, d.dataset_id LIMIT 1
),
mapped AS (
    SELECT DISTINCT t.zone_id FROM tally t JOIN combination c USING (combination_id)
         JOIN source USING (dataset_id)
    WHERE c.to_role IS NOT 'outside'
    UNION SELECT zone_id FROM land_near JOIN source USING (dataset_id)
),
crop AS (
    SELECT n.zone_id, n.measure, n.distance_m, sum(n.area_m2) / 1e4 AS ha
    FROM land_near n JOIN source USING (dataset_id)
    WHERE n.domain = 'MIN'
      AND n.label IN (SELECT c.label FROM class c
                      WHERE c.dataset_id = n.dataset_id AND c.unccd = 'cropland')
    GROUP BY n.zone_id, n.measure, n.distance_m
)
SELECT m.zone_id, s.year, k.series, 'proxy' AS class, x.measure,
       coalesce(c.ha, 0) AS value, coalesce(c.ha, 0) AS low, coalesce(c.ha, 0) AS high,
       'U' AS obs_status, s.id AS dataset,
       printf('pixel count within %g km of attributed mines', k.distance_m / 1000.0)
           AS note
FROM mapped m JOIN source s JOIN series k JOIN measure x
     LEFT JOIN crop c ON c.zone_id = m.zone_id AND c.measure = x.source
          AND c.distance_m = k.distance_m;
