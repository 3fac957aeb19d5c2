-- indicator: 6.3.2
-- title: Proportion of bodies of water with good ambient water quality, and rivers below attributed mines
-- official: Proportion of bodies of water with good ambient water quality
-- tier: I
-- custodian: UNEP
-- class: indicator|proxy
-- inputs: water_sample|river_reach
-- formula: water body good if 100 * n_c / n_m >= 80; 100 * n_g / n_t
-- method: Samples with a place (kind water-monitoring): of the n_m samples of a water body in a year n_c keep to their targets; of n_t bodies n_g are good. A body counts in each zone that its samples lie in. The class is indicator when the dataset is declared official, else proxy. Rivers (kind rivers): reaches whose outlet is within 5 km of a mine that is more likely than not illegal (ILL; OBS the same) or organized (ORG), and what follows below them by NEXT_DOWN, up to river.downstream_km (assumed) from the first outlet; a reach lies in the zone of its outlet. low leaves out the reaches beside the mines.
-- source: UN Statistics Division, SDG indicator metadata 06-03-02; HydroRIVERS (Lehner and Grill 2013, doi:10.1002/hyp.9740) for the form of the network
-- caveat: Few samples make a body good or bad by chance. Below a mine is not polluted: the river series say where a load may go, nothing of what is in the water, and must not be compared with the official series.
-- verified: unverified
-- series: EN_H2O_WBAMBQ; unit PT; percent of water bodies of good quality; main
-- series: river_mining_km; unit KM; kilometres of river below attributed mines
-- series: river_mining_pct; unit PT; percent of the length of rivers below attributed mines
WITH RECURSIVE sample AS (
    SELECT z.zone_id, CAST(substr(s.day, 1, 4) AS INTEGER) AS year, s.dataset_id,
           s.water_body, s.value >= coalesce(s.target_low, s.value)
                         AND s.value <= coalesce(s.target_high, s.value) AS keeps
    FROM water_sample s JOIN zone z
         ON MbrContains(z.geom, MakePoint(s.lon, s.lat, 4326)) = 1
            AND ST_Covers(z.geom, MakePoint(s.lon, s.lat, 4326)) = 1
),
body AS (
    SELECT zone_id, year, dataset_id, water_body,
           100.0 * sum(keeps) / count(*) >= 80 AS good, count(*) AS n
    FROM sample GROUP BY zone_id, year, dataset_id, water_body
),
first_set AS (
    SELECT dataset_id, id, official FROM dataset
    WHERE dataset_id IN (SELECT dataset_id FROM water_sample)
    ORDER BY official DESC, dataset_id LIMIT 1
),
network AS (
    SELECT dataset_id, id FROM dataset
    WHERE dataset_id IN (SELECT dataset_id FROM river_reach)
    ORDER BY official DESC, dataset_id LIMIT 1
),
far AS (
    SELECT CAST(value AS REAL) AS km FROM parameter WHERE name = 'river.downstream_km'
),
below (measure, reach, km) AS ( -- from the outlet of the reach beside the mine
    SELECT m.measure, m.reach, -r.length_km
    FROM river_mined m JOIN network USING (dataset_id)
         JOIN river_reach r USING (dataset_id, reach)
    UNION
    SELECT b.measure, r.next_down, b.km + r.length_km
    FROM below b JOIN network n
         JOIN river_reach r ON r.dataset_id = n.dataset_id AND r.reach = b.reach
         JOIN far f
    WHERE r.next_down IS NOT NULL AND b.km + r.length_km < f.km
),
nearest AS (
    SELECT measure, reach, min(km) AS km FROM below GROUP BY measure, reach
),
reach AS (
    SELECT z.zone_id, r.reach, r.length_km
    FROM river_reach r JOIN network USING (dataset_id) JOIN zone z
         ON MbrContains(z.geom, MakePoint(r.lon, r.lat, 4326)) = 1
            AND ST_Covers(z.geom, MakePoint(r.lon, r.lat, 4326)) = 1
),
measure (measure, source) AS (VALUES ('OBS', 'ILL'), ('ILL', 'ILL'), ('ORG', 'ORG')),
river AS (
    SELECT c.zone_id, k.measure, sum(c.length_km) AS total,
           total(min(c.length_km, f.km - max(n.km, 0))) AS km,
           total(min(c.length_km, f.km - n.km)) FILTER (WHERE n.km >= 0) AS low
    FROM reach c JOIN measure k JOIN far f
         LEFT JOIN nearest n ON n.reach = c.reach AND n.measure = k.source
    GROUP BY c.zone_id, k.measure
)
SELECT b.zone_id, b.year, 'EN_H2O_WBAMBQ' AS series,
       CASE WHEN s.official THEN 'indicator' ELSE 'proxy' END AS class,
       'OBS' AS measure, 100.0 * sum(b.good) / count(*) AS value,
       100.0 * sum(b.good) / count(*) AS low, 100.0 * sum(b.good) / count(*) AS high,
       CASE WHEN count(*) < 3 THEN 'U' ELSE 'A' END AS obs_status, s.id AS dataset,
       printf('%d of %d water bodies are good, by %d samples', sum(b.good), count(*),
              sum(b.n)) AS note
FROM body b JOIN first_set s USING (dataset_id) JOIN run r
WHERE b.year BETWEEN r.year_from AND r.year_to
GROUP BY b.zone_id, b.year
UNION ALL
SELECT v.zone_id, r.year_to, 'river_mining_km', 'proxy', v.measure, v.km, v.low, v.km,
       'E', n.id, 'below attributed mines; how far is assumed'
FROM river v JOIN network n JOIN run r
UNION ALL
SELECT v.zone_id, r.year_to, 'river_mining_pct', 'proxy', v.measure,
       100 * v.km / v.total, 100 * v.low / v.total, 100 * v.km / v.total, 'E', n.id,
       'below attributed mines; how far is assumed'
FROM river v JOIN network n JOIN run r;
