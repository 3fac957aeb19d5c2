-- indicator: 8.7.1
-- title: Children living near attributed mines, and persons recorded in forced labour
-- official: Proportion and number of children aged 5-17 years engaged in child labour, by sex and age
-- tier: II
-- custodian: ILO, UNICEF
-- class: proxy|component
-- inputs: people_group|incident
-- formula: persons of 5 to 17 years within 10 km of attributed mines; sum of persons in incidents of ICCS 02032 or 02042
-- method: Children: population rasters by age within 10 km (geodesic) of mines that are more likely than not illegal (ILL; OBS the same) or organized (ORG, among them) by evidence of tiers T1 to T4. Of a group of ages that only overlaps 5 to 17 the part in years is taken; low leaves it out, high takes it whole. Both sexes and all ages must be there. To two digits; shown for the last year of the period. Persons: quantities named persons, victims, workers or rescued of reports that name forced labour or trafficking for it, by the year of their date; one without a number counts as one.
-- source: the rasters and reports named in each row; UN Statistics Division, SDG indicator metadata 08-07-01
-- caveat: Children living near mines are not children at work in them. Recorded persons are of all ages and show what was found, not what there is. Neither may be compared with the official series.
-- verified: unverified
-- series: children_mining_10km; unit NUMBER; children of 5 to 17 living within 10 km of attributed mines; level; main
-- series: forced_labour_persons; unit NUMBER; persons recorded in forced labour or trafficked for it
WITH part AS (
    SELECT dataset_id, sex, age_from, age_to,
           (min(age_to, 17) - max(age_from, 5) + 1.0) AS years,
           age_to - age_from + 1.0 AS width
    FROM people_group WHERE age_from <= 17 AND age_to >= 5
),
known AS (
    SELECT sum(years * CASE sex WHEN '_T' THEN 2 ELSE 1 END) = 26 AS ok FROM part
),
measure (measure, source) AS (VALUES ('OBS', 'ILL'), ('ILL', 'ILL'), ('ORG', 'ORG')),
here AS (
    SELECT p.zone_id, min(d.id) AS dataset
    FROM people p JOIN part USING (dataset_id, sex, age_from, age_to)
         JOIN dataset d USING (dataset_id)
    GROUP BY p.zone_id
),
child AS (
    SELECT h.zone_id, m.measure, h.dataset,
           total(n.persons * k.years / k.width) AS persons,
           total(n.persons) FILTER (WHERE k.years = k.width) AS low,
           total(n.persons) AS high
    FROM here h JOIN measure m JOIN part k
         LEFT JOIN people_near n ON n.zone_id = h.zone_id AND n.measure = m.source
              AND n.domain = 'MIN' AND n.distance_m = 10000
              AND n.dataset_id = k.dataset_id AND n.sex = k.sex
              AND n.age_from = k.age_from AND n.age_to = k.age_to
    WHERE (SELECT ok FROM known)
      AND EXISTS (SELECT 1 FROM people_near)
    GROUP BY h.zone_id, m.measure
),
stepped AS (
    SELECT *, CASE WHEN persons >= 1 THEN pow(10, floor(log10(persons)) - 1)
                   ELSE 1.0 END AS step
    FROM child
),
report AS (
    SELECT z.zone_id, CAST(substr(i.date_first, 1, 4) AS INTEGER) AS year, i.dataset,
           coalesce((SELECT max(q.value) FROM incident_quantity q
                     WHERE q.incident_id = i.incident_id AND q.name IN
                           ('persons', 'victims', 'workers', 'rescued')), 1) AS persons
    FROM incident i JOIN incident_zone z USING (incident_id)
    WHERE (' ' || i.iccs || ' ' LIKE '% 02032 %' OR ' ' || i.iccs || ' ' LIKE '% 02042 %')
      AND i.date_first IS NOT NULL
)
SELECT zone_id, r.year_to AS year, 'children_mining_10km' AS series, 'proxy' AS class,
       measure, round(persons / step) * step AS value,
       min(low, round(persons / step) * step) AS low,
       max(high, round(persons / step) * step) AS high,
       CASE WHEN persons < 100 THEN 'U' ELSE 'E' END AS obs_status, dataset,
       'living within 10 km of attributed mines; to two digits' ||
       CASE WHEN persons < 100 THEN '; fewer than 100: low reliability' ELSE '' END
           AS note
FROM stepped JOIN run r
UNION ALL
SELECT zone_id, year, 'forced_labour_persons', 'component', 'OBS', sum(persons),
       sum(persons), sum(persons), 'U', min(dataset),
       'recorded persons: what was found, not what there is'
FROM report JOIN run r
WHERE year BETWEEN r.year_from AND r.year_to
GROUP BY zone_id, year;
