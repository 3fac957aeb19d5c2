-- indicator: 16.10.1
-- title: Verified cases against human rights defenders, journalists and trade unionists in records of environmental crime
-- official: Number of verified cases of killing, kidnapping, enforced disappearance, arbitrary detention and torture of journalists, associated media personnel, trade unionists and human rights advocates in the previous 12 months
-- tier: II
-- custodian: OHCHR, ILO, UNESCO
-- class: component
-- inputs: incidents
-- formula: count of victims of incidents whose column verified_by is OHCHR or NHRI, each by the gravest violation
-- method: The column verified_by of the incidents' table (OHCHR; NHRI: a national human rights institution) says who verified the case; what it does not name is never added. The column violation says what was done: killing, torture, enforced disappearance, arbitrary detention, kidnapping; without it, ICCS 0101 is a killing, 020221 a kidnapping, other codes are other. Of several in one record, or of reports of one event, the gravest counts, in that order. Victims: the quantity victims or persons in the unit persons; one when none is told. low leaves out what may have been in another zone and takes the smallest report, high adds all reports.
-- source: UN Statistics Division, SDG indicator metadata 16-10-01
-- caveat: A component: verified cases that the records of this store hold. Verification takes time and reaches few places; a year without a row has no verified record, which is no absence of violations. Cases are personal data: see the sensitivity of the dataset before anything is published.
-- verified: unverified
-- series: defender_victims; unit NUMBER; victims in verified records; main
-- series: defender_killed; unit NUMBER; of those, killed
-- series: defender_tortured; unit NUMBER; of those, tortured
-- series: defender_disappeared; unit NUMBER; of those, forcibly disappeared
-- series: defender_detained; unit NUMBER; of those, arbitrarily detained
-- series: defender_kidnapped; unit NUMBER; of those, kidnapped
-- series: defender_other; unit NUMBER; of those, other violations
WITH record AS (
    SELECT r.*, COALESCE(p.persons, 1) AS persons,
           lower(COALESCE(json_extract(r.properties, '$.violation'), '')) AS violation
    FROM incident_record r LEFT JOIN incident_persons p USING (incident_id)
    WHERE upper(trim(COALESCE(json_extract(r.properties, '$.verified_by'), '')))
          IN ('OHCHR', 'NHRI')
),
graded AS (
    SELECT *, CASE
           WHEN violation LIKE '%kill%' OR (violation = '' AND codes GLOB '* 0101 *') THEN 1
           WHEN violation LIKE '%tortur%' THEN 2
           WHEN violation LIKE '%disappear%' THEN 3
           WHEN violation LIKE '%detention%' OR violation LIKE '%detain%' THEN 4
           WHEN violation LIKE '%kidnap%' OR (violation = '' AND codes GLOB '* 020221*') THEN 5
           ELSE 6 END AS grade
    FROM record
),
event AS (
    SELECT zone_id, year, event, MIN(grade) AS grade, MIN(several) AS several,
           MAX(persons) AS most, MIN(persons) AS least, SUM(persons) AS every,
           MIN(dataset) AS dataset
    FROM graded GROUP BY zone_id, year, event
),
part AS (
    SELECT zone_id, year, 'defender_victims' AS series, several, most, least, every, dataset
    FROM event
    UNION ALL
    SELECT zone_id, year,
           CASE grade WHEN 1 THEN 'defender_killed' WHEN 2 THEN 'defender_tortured'
                      WHEN 3 THEN 'defender_disappeared' WHEN 4 THEN 'defender_detained'
                      WHEN 5 THEN 'defender_kidnapped' ELSE 'defender_other' END,
           several, most, least, every, dataset
    FROM event
)
SELECT zone_id, year, series, 'component' AS class, 'OBS' AS measure,
       SUM(most) AS value, TOTAL(least) FILTER (WHERE several = 0) AS low,
       SUM(every) AS high, 'U' AS obs_status, MIN(dataset) AS dataset,
       printf('%d events, verified by OHCHR or NHRI', COUNT(*)) AS note
FROM part GROUP BY zone_id, year, series;
