-- indicator: 3.9.2
-- title: People near attributed mining and waste sites, whose water may carry their load
-- official: Mortality rate attributed to unsafe water, unsafe sanitation and lack of hygiene (exposure to unsafe Water, Sanitation and Hygiene for All (WASH) services)
-- tier: I
-- custodian: WHO
-- class: proxy
-- inputs: people_near
-- formula: sum of persons within D of attributed sites
-- method: Sum of the population raster within geodesic distances of sites, each person once; a cell that a border crosses gives the part of it within. Sites are mapped mining footprints, and incidents placed to 2.5 km, that cover degradation that is more likely than not illegal (ILL; OBS the same) or organized (ORG, among them) by evidence of tiers T1 to T4. Rounded to two digits, low and high are the bounds of the rounding; exact figures are in the table people_near. One epoch of people, sites of the whole period: shown for its last year. Mines and waste sites are told apart and must not be added: people may live near both.
-- source: WorldPop or another raster of people, named in each row; UN Statistics Division, SDG indicator metadata 03-09-02
-- caveat: Exposure, not mortality, which is not computed: people living within D km, not victims. Distance is no path of water: who drinks from where is not known. It must not be compared with the official series.
-- verified: unverified
-- series: people_mining_1km; unit NUMBER; people living within 1 km of attributed mines; level
-- series: people_mining_5km; unit NUMBER; people living within 5 km of attributed mines; level; main
-- series: people_mining_10km; unit NUMBER; people living within 10 km of attributed mines; level
-- series: people_mining_25km; unit NUMBER; people living within 25 km of attributed mines; level
-- series: people_waste_5km; unit NUMBER; people living within 5 km of attributed waste sites; level
WITH series (series, domain, distance_m) AS (
    VALUES ('people_mining_1km', 'MIN', 1000), ('people_mining_5km', 'MIN', 5000),
           ('people_mining_10km', 'MIN', 10000), ('people_mining_25km', 'MIN', 25000),
           ('people_waste_5km', 'WST', 5000)
),
measure (measure, source) AS (VALUES ('OBS', 'ILL'), ('ILL', 'ILL'), ('ORG', 'ORG'))
SELECT x.zone_id, r.year_to AS year, s.series, 'proxy' AS class, m.measure,
       x.shown AS value, x.shown_low AS low, x.shown_high AS high, x.obs_status,
       x.dataset, x.note
FROM people_exposed x JOIN run r
     JOIN series s ON s.distance_m = x.distance_m AND s.domain = x.domain
     JOIN measure m ON m.source = x.measure;
