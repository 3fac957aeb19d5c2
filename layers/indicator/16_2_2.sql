-- indicator: 16.2.2
-- title: Persons trafficked or in forced labour, in records of incidents
-- official: Number of victims of human trafficking per 100,000 population, by sex, age and form of exploitation
-- tier: II
-- custodian: UNODC
-- class: component|proxy
-- inputs: incidents
-- formula: sum of persons of incidents of ICCS 0204 (trafficking in persons), and of ICCS 02032 (forced labour)
-- method: Detected victims only: the official formula adds an estimate of the undetected. Persons: the quantity victims or persons in the unit persons; one when none is told. Of reports that may tell of the same event the largest counts once. low leaves out what may have been in another zone and takes the smallest report, high adds all reports. An incident of both codes counts in both series, which are not added. Population is that of the population raster, in whatever year it has.
-- source: UN Statistics Division, SDG indicator metadata 16-02-02; ICCS 1.0, UNODC 2015
-- caveat: A component: persons in the records of this store. Detection follows the effort of those who look; a year without a row has no record, which is no absence of victims. Forced labour is a proxy: not all of it is trafficking.
-- verified: unverified
-- series: trafficking_victims; unit NUMBER; persons in records of trafficking in persons; class component; main
-- series: trafficking_rate; unit PER_100000_POP; such persons per 100 000 people; class component
-- series: forced_labour_victims; unit NUMBER; persons in records of forced labour; class proxy
WITH record AS (
    SELECT r.*, 'trafficking_victims' AS series, COALESCE(p.persons, 1) AS persons
    FROM incident_record r LEFT JOIN incident_persons p USING (incident_id)
    WHERE r.codes GLOB '* 0204*'
    UNION ALL
    SELECT r.*, 'forced_labour_victims', COALESCE(p.persons, 1)
    FROM incident_record r LEFT JOIN incident_persons p USING (incident_id)
    WHERE r.codes GLOB '* 02032*'
),
event AS (
    SELECT zone_id, year, series, event, MIN(several) AS several, MAX(persons) AS most,
           MIN(persons) AS least, SUM(persons) AS every, MIN(dataset) AS dataset
    FROM record GROUP BY zone_id, year, series, event
),
part AS (
    SELECT zone_id, year, series, SUM(most) AS value,
           TOTAL(least) FILTER (WHERE several = 0) AS low, SUM(every) AS high,
           MIN(dataset) AS dataset, COUNT(*) AS n
    FROM event GROUP BY zone_id, year, series
)
SELECT zone_id, year, series,
       CASE series WHEN 'trafficking_victims' THEN 'component' ELSE 'proxy' END AS class,
       'OBS' AS measure, value, low, high, 'U' AS obs_status, dataset,
       printf('%d events', n) AS note
FROM part
UNION ALL
SELECT p.zone_id, p.year, 'trafficking_rate', 'component', 'OBS',
       p.value * 1e5 / z.persons, p.low * 1e5 / z.persons, p.high * 1e5 / z.persons,
       'U', p.dataset, printf('%d events', p.n)
FROM part p JOIN zone_persons z USING (zone_id)
WHERE p.series = 'trafficking_victims' AND z.persons >= 1;
