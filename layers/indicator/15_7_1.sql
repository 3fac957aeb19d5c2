-- indicator: 15.7.1
-- title: Seizures of wildlife: number and value
-- official: Proportion of traded wildlife that was poached or illicitly trafficked
-- tier: II
-- custodian: UNODC, CITES
-- class: component
-- inputs: incidents
-- formula: count, and sum of declared value, of incidents of trade or possession of protected species (ICCS 1003) or of the domain WLD
-- method: The numerator of the official indicator, which is also 15.c.1, without the legal trade that it is divided by. Value: quantities in the unit USD; the largest of one incident. Of reports that may tell of the same event the largest counts once. low leaves out what may have been in another zone and takes the smallest report of an event, high adds all reports.
-- source: UN Statistics Division, SDG indicator metadata 15-07-01 and 15-0c-01
-- caveat: A component. Seizures measure what is enforced as much as what is trafficked: more of them is no worse and no better. Prices are those of the records, not the official price model. A year without a row has no record.
-- verified: unverified
-- series: wildlife_seizures; unit NUMBER; records of seized wildlife; main
-- series: wildlife_seizure_value; unit USD; US dollars, value told in the records
WITH record AS (
    SELECT r.*, (SELECT MAX(q.value) FROM incident_quantity q
                 WHERE q.incident_id = r.incident_id AND q.unit = 'USD') AS usd
    FROM incident_record r
    WHERE r.codes GLOB '* 1003*' OR r.domain = 'WLD'
),
event AS (
    SELECT zone_id, year, event, MIN(several) AS several, MAX(usd) AS most,
           MIN(usd) AS least, TOTAL(usd) AS every, COUNT(*) AS n, MIN(dataset) AS dataset
    FROM record GROUP BY zone_id, year, event
)
SELECT zone_id, year, 'wildlife_seizures' AS series, 'component' AS class,
       'OBS' AS measure, COUNT(*) AS value,
       COUNT(*) FILTER (WHERE several = 0) AS low, SUM(n) AS high, 'U' AS obs_status,
       MIN(dataset) AS dataset, 'reports of one event counted once; high counts each' AS note
FROM event GROUP BY zone_id, year
UNION ALL
SELECT zone_id, year, 'wildlife_seizure_value', 'component', 'OBS', TOTAL(most),
       TOTAL(least) FILTER (WHERE several = 0), TOTAL(every), 'U', MIN(dataset),
       printf('%d of %d events tell a value', COUNT(most), COUNT(*))
FROM event GROUP BY zone_id, year HAVING COUNT(most) > 0;
