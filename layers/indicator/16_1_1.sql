-- indicator: 16.1.1
-- title: Victims of intentional homicide in records of environmental crime
-- official: Number of victims of intentional homicide per 100,000 population, by sex and age
-- tier: I
-- custodian: UNODC, WHO
-- class: component
-- inputs: incidents
-- formula: sum of victims of incidents of ICCS 0101 that are linked with environmental crime; the same * 100000 / population
-- method: A homicide is linked when its own record, another report of the same event or another record of the same case is of environmental crime (a domain other than ENB, or a code of ICCS section 10). Victims: the quantity victims or persons in the unit persons; one when none is told. Of reports that may tell of the same event the largest counts once. low leaves out what may have been in another zone and takes the smallest report, high adds all reports. Population is that of the population raster, in whatever year it has.
-- source: UN Statistics Division, SDG indicator metadata 16-01-01; ICCS 1.0, UNODC 2015
-- caveat: A component: only victims that records link with environmental crime. The link is one of records, not a cause. Records follow the effort of those who look; a year without a row has no record.
-- verified: unverified
-- series: env_homicide_victims; unit NUMBER; victims of homicide in records of environmental crime; main
-- series: env_homicide_rate; unit PER_100000_POP; such victims per 100 000 people
WITH record AS (
    SELECT r.*, COALESCE(p.persons, 1) AS persons
    FROM incident_record r LEFT JOIN incident_persons p USING (incident_id)
    WHERE r.codes GLOB '* 0101 *'
      AND (r.environmental
           OR EXISTS (SELECT 1 FROM incident_record o
                      WHERE o.environmental AND o.incident_id <> r.incident_id
                        AND (o.event = r.event
                             OR (r.case_id <> '' AND o.case_id = r.case_id))))
),
event AS (
    SELECT zone_id, year, event, MIN(several) AS several, MAX(persons) AS most,
           MIN(persons) AS least, SUM(persons) AS every, MIN(dataset) AS dataset
    FROM record GROUP BY zone_id, year, event
),
part AS (
    SELECT zone_id, year, SUM(most) AS value,
           TOTAL(least) FILTER (WHERE several = 0) AS low, SUM(every) AS high,
           MIN(dataset) AS dataset, COUNT(*) AS n
    FROM event GROUP BY zone_id, year
)
SELECT zone_id, year, 'env_homicide_victims' AS series, 'component' AS class,
       'OBS' AS measure, value, low, high, 'U' AS obs_status, dataset,
       printf('%d events', n) AS note
FROM part
UNION ALL
SELECT p.zone_id, p.year, 'env_homicide_rate', 'component', 'OBS',
       p.value * 1e5 / z.persons, p.low * 1e5 / z.persons, p.high * 1e5 / z.persons,
       'U', p.dataset, printf('%d events', p.n)
FROM part p JOIN zone_persons z USING (zone_id) WHERE z.persons >= 1;
