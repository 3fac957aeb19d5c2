-- indicator: 1.4.2
-- title: Adults living in Indigenous and community lands with attributed loss
-- official: Proportion of total adult population with secure tenure rights to land, (a) with legally recognized documentation, and (b) who perceive their rights to land as secure, by sex and type of tenure
-- tier: II
-- custodian: UN-Habitat, World Bank
-- class: proxy
-- inputs: people_group, customary_land, attribution
-- formula: persons of 15 years or more in lands where attributed degradation is above 0 in the year or before
-- method: Zone sets told to be customary lands (lands: customary). Degradation of any type with evidence of illegality (ILL; OBS the same) or of organized crime (ORG), from the first year of the period on. Population rasters by age within the land; of a group of ages that only overlaps 15 and more the part in years is taken, low leaves it out, high takes it whole. Both sexes and all ages must be there. To two digits.
-- source: the rasters named in each row; UN Statistics Division, SDG indicator metadata 01-04-02
-- caveat: Says where people live and that the land they live in has lost; nothing of their rights, documents or perception, which surveys of households tell. Lands of peoples in isolation must not be shown.
-- verified: unverified
-- series: adults_lands_loss; unit NUMBER; people of 15 or more living in customary lands with attributed loss; level; main
WITH part AS (
    SELECT dataset_id, sex, age_from, age_to,
           CASE WHEN age_from >= 15 THEN age_to - age_from + 1.0
                ELSE age_to - 15 + 1.0 END AS years,
           age_to - age_from + 1.0 AS width
    FROM people_group WHERE age_to >= 15
),
known AS (
    SELECT sum(years * CASE sex WHEN '_T' THEN 2 ELSE 1 END) = 1970 AS ok FROM part
),
measure (measure, source) AS (VALUES ('OBS', 'ILL'), ('ILL', 'ILL'), ('ORG', 'ORG')),
adult AS (
    SELECT p.zone_id, min(d.id) AS dataset, sum(p.persons * k.years / k.width) AS persons,
           total(p.persons) FILTER (WHERE k.years = k.width) AS low,
           sum(p.persons) AS high
    FROM people p JOIN part k USING (dataset_id, sex, age_from, age_to)
         JOIN dataset d USING (dataset_id) JOIN zone z USING (zone_id)
         JOIN customary_land l USING (zone_set_id)
    WHERE (SELECT ok FROM known)
    GROUP BY p.zone_id
),
years(year) AS (
    SELECT year_from FROM run
    UNION ALL SELECT year + 1 FROM years, run WHERE year < year_to
),
loss AS (
    SELECT zone_id, measure, min(year) AS since FROM attribution
    WHERE domain = '_T' AND tier = '_T' AND central_m2 > 0 AND measure IN ('ILL', 'ORG')
    GROUP BY zone_id, measure
),
shown AS (
    SELECT a.zone_id, y.year, m.measure, a.dataset,
           CASE WHEN l.since <= y.year THEN a.persons ELSE 0 END AS persons,
           CASE WHEN l.since <= y.year THEN a.low ELSE 0 END AS low,
           CASE WHEN l.since <= y.year THEN a.high ELSE 0 END AS high
    FROM adult a JOIN years y JOIN measure m
         LEFT JOIN loss l ON l.zone_id = a.zone_id AND l.measure = m.source
),
stepped AS (
    SELECT *, CASE WHEN persons >= 1 THEN pow(10, floor(log10(persons)) - 1)
                   ELSE 1.0 END AS step
    FROM shown
)
SELECT zone_id, year, 'adults_lands_loss' AS series, 'proxy' AS class, measure,
       round(persons / step) * step AS value,
       min(low, round(persons / step) * step) AS low,
       max(high, round(persons / step) * step) AS high,
       CASE WHEN persons < 100 THEN 'U' ELSE 'E' END AS obs_status, dataset,
       'living in the land; to two digits' ||
       CASE WHEN persons > 0 AND persons < 100
            THEN '; fewer than 100: low reliability' ELSE '' END AS note
FROM stepped;
