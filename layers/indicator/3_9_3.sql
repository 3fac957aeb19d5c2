-- indicator: 3.9.3
-- title: Mercury that mining may have released
-- official: Mortality rate attributed to unintentional poisoning
-- tier: I
-- custodian: WHO
-- class: proxy
-- inputs: mercury
-- formula: mined area * yield of gold * mercury per gold
-- method: Area newly mined in the year, as one map shows it (land cover or mining masks before footprints, an official one first), taken to be all for gold. Factors by practice are in the table mercury_factor; the practice is told for the dataset, else amalgamation of concentrate. value takes the mode of each factor, low and high all factors and the attributed share to the ends of their ranges together. ILL, ORG and TOC are of the area with such evidence.
-- source: UNEP Global Mercury Assessment 2018 for the practices; Calculadora de Impactos do Garimpo (CSF, MPF) for the yield of alluvial gold; UN Statistics Division, SDG indicator metadata 03-09-03
-- caveat: A mass, not mortality, which is not computed. Yield and mercury per gold are uncalibrated defaults and range over a factor of forty: use the baseline of the national action plan where there is one. Not all mining is for gold, and not all that is for gold uses mercury.
-- verified: unverified
-- series: mercury_kg; unit KG; kilograms of mercury; main
-- series: mercury_air_kg; unit KG; kilograms of mercury to the air, part of the above
-- series: mercury_land_water_kg; unit KG; kilograms of mercury to land and water, part of the above
-- series: gold_kg; unit KG; kilograms of gold
WITH source AS (
    SELECT dataset_id, id FROM dataset
    WHERE dataset_id IN (SELECT dataset_id FROM mercury)
    ORDER BY kind = 'mining-footprint', official DESC, kind DESC, dataset_id LIMIT 1
),
zones AS (
    SELECT DISTINCT t.zone_id
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' AND c.to_role IS NOT 'outside'
    UNION SELECT zone_id FROM mercury
),
years AS (SELECT DISTINCT year FROM mercury JOIN source USING (dataset_id)),
measures AS (
    SELECT 'DEG' AS measure
    UNION SELECT measure FROM mercury JOIN source USING (dataset_id)
),
part AS (
    SELECT z.zone_id, y.year, k.measure, s.id AS dataset,
           coalesce(sum(m.mode_kg), 0) AS kg, coalesce(sum(m.low_kg), 0) AS low,
           coalesce(sum(m.high_kg), 0) AS high, coalesce(sum(m.air_kg), 0) AS air,
           coalesce(sum(m.low_kg * m.air_kg / nullif(m.mode_kg, 0)), 0) AS air_low,
           coalesce(sum(m.high_kg * m.air_kg / nullif(m.mode_kg, 0)), 0) AS air_high,
           coalesce(sum(m.gold_kg), 0) AS gold,
           coalesce(sum(m.gold_low_kg), 0) AS gold_low,
           coalesce(sum(m.gold_high_kg), 0) AS gold_high
    FROM zones z JOIN years y JOIN measures k JOIN source s
         LEFT JOIN mercury m ON m.zone_id = z.zone_id AND m.year = y.year
              AND m.measure = k.measure AND m.dataset_id = s.dataset_id
    GROUP BY z.zone_id, y.year, k.measure
),
note AS (SELECT 'yield and mercury per gold are uncalibrated defaults' AS note)
SELECT zone_id, year, 'mercury_kg' AS series, 'proxy' AS class, measure, kg AS value,
       low, high, 'U' AS obs_status, dataset, note FROM part JOIN note
UNION ALL
SELECT zone_id, year, 'mercury_air_kg', 'proxy', measure, air, min(air_low, air),
       max(air_high, air), 'U', dataset, note FROM part JOIN note
UNION ALL
SELECT zone_id, year, 'mercury_land_water_kg', 'proxy', measure, kg - air,
       min(low - air_low, kg - air), max(high - air_high, kg - air), 'U', dataset, note
FROM part JOIN note
UNION ALL
SELECT zone_id, year, 'gold_kg', 'proxy', measure, gold, gold_low, gold_high, 'U',
       dataset, note FROM part JOIN note;
