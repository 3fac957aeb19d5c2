-- indicator: 12.4.2
-- title: Waste that records of waste crime tell of
-- official: (a) Hazardous waste generated per capita; and (b) proportion of hazardous waste treated, by type of treatment
-- tier: II
-- custodian: UNSD, UNEP
-- class: proxy
-- inputs: incidents
-- formula: sum of tonnes over incidents of ICCS 10021 (within borders) and 10022 (across borders)
-- method: Quantities of incidents in the unit t, or kg / 1000; the largest of one incident. Of reports that may tell of the same event the largest counts once. low leaves out what may have been in another zone and takes the smallest report of an event, high adds all reports. An incident with both codes is across borders.
-- source: UN Statistics Division, SDG indicator metadata 12-04-02; ICCS 1.0, UNODC 2015
-- caveat: A proxy: evidence for the term of unaccounted waste in the official formula, not waste generated or treated. Records follow the effort of those who look; a year without a row has no record, which is no absence of waste. Waste need not be hazardous unless the records are of such.
-- verified: unverified
-- series: waste_crime_t; unit T; tonnes of waste in records of waste crime; main
-- series: waste_crime_domestic_t; unit T; tonnes moved or dumped within borders
-- series: waste_crime_transboundary_t; unit T; tonnes moved or dumped across borders
-- series: waste_crime_records; unit NUMBER; records of waste crime
WITH record AS (
    SELECT r.*, CASE WHEN r.codes GLOB '* 10022*' THEN 1 ELSE 0 END AS across,
           (SELECT MAX(CASE q.unit WHEN 'kg' THEN q.value / 1000 ELSE q.value END)
            FROM incident_quantity q
            WHERE q.incident_id = r.incident_id AND q.unit IN ('t', 'kg')) AS tonnes
    FROM incident_record r
    WHERE r.codes GLOB '* 1002[12]*'
),
event AS (
    SELECT zone_id, year, event, MAX(across) AS across, MIN(several) AS several,
           MAX(tonnes) AS most, MIN(tonnes) AS least, TOTAL(tonnes) AS every,
           COUNT(*) AS n, MIN(dataset) AS dataset
    FROM record GROUP BY zone_id, year, event
),
part AS (
    SELECT zone_id, year, 'waste_crime_t' AS series, event.* FROM event
    UNION ALL
    SELECT zone_id, year, CASE across WHEN 1 THEN 'waste_crime_transboundary_t'
                          ELSE 'waste_crime_domestic_t' END, event.* FROM event
)
SELECT zone_id, year, series, 'proxy' AS class, 'OBS' AS measure, TOTAL(most) AS value,
       TOTAL(least) FILTER (WHERE several = 0) AS low, TOTAL(every) AS high,
       'U' AS obs_status, MIN(dataset) AS dataset,
       printf('%d of %d events tell tonnes', COUNT(most), COUNT(*)) AS note
FROM part GROUP BY zone_id, year, series HAVING COUNT(most) > 0
UNION ALL
SELECT zone_id, year, 'waste_crime_records', 'proxy', 'OBS', COUNT(*),
       COUNT(*) FILTER (WHERE several = 0), SUM(n), 'U', MIN(dataset),
       'reports of one event counted once; high counts each'
FROM event GROUP BY zone_id, year;
