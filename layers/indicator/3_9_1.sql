-- indicator: 3.9.1
-- title: People near burned areas with evidence of crime
-- official: Mortality rate attributed to household and ambient air pollution
-- tier: I
-- custodian: WHO
-- class: proxy
-- inputs: people_near, attributed_burning
-- formula: sum of persons within D of attributed sites of burning
-- method: Sum of the population raster within geodesic distances of sites, each person once; a cell that a border crosses gives the part of it within. Sites are mapped mining footprints, and incidents placed to 2.5 km, that cover degradation that is more likely than not illegal (ILL; OBS the same) or organized (ORG, among them) by evidence of tiers T1 to T4. Rounded to two digits, low and high are the bounds of the rounding; exact figures are in the table people_near. One epoch of people, sites of the whole period: shown for its last year. Only sites that cover burned area count: without a map of burned area there are no values.
-- source: WorldPop or another raster of people, named in each row; UN Statistics Division, SDG indicator metadata 03-09-01
-- caveat: Exposure, not mortality, which is not computed: people living within D km, not victims. Smoke travels farther than any of these distances. It must not be compared with the official series.
-- verified: unverified
-- series: people_burned_25km; unit NUMBER; people living within 25 km of attributed burning; level; main
-- series: people_burned_10km; unit NUMBER; people living within 10 km of attributed burning; level
WITH series (series, domain, distance_m) AS (
    VALUES ('people_burned_25km', 'FOR_FIR', 25000), ('people_burned_10km', 'FOR_FIR', 10000)
),
measure (measure, source) AS (VALUES ('OBS', 'ILL'), ('ILL', 'ILL'), ('ORG', 'ORG'))
SELECT x.zone_id, r.year_to AS year, s.series, 'proxy' AS class, m.measure,
       x.shown AS value, x.shown_low AS low, x.shown_high AS high, x.obs_status,
       x.dataset, x.note
FROM people_exposed x JOIN run r
     JOIN series s ON s.distance_m = x.distance_m AND s.domain = x.domain
     JOIN measure m ON m.source = x.measure;
