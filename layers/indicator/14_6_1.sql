-- indicator: 14.6.1
-- title: Instruments against illegal fishing, with records of it beside them
-- official: Degree of implementation of international instruments aiming to combat illegal, unreported and unregulated fishing
-- tier: I
-- custodian: FAO
-- class: context|proxy
-- inputs: official-values|incidents
-- formula: as given; records of fishing crime are counted beside it
-- method: The official value of the area, when a dataset of kind official-values has one: nothing is computed with it. Records: incidents of the domain FSH; reports that may tell of the same event count once. low leaves out what may have been in another zone, high counts all reports.
-- source: UN Statistics Division, SDG indicator metadata 14-06-01
-- caveat: Context. The count is not part of the official indicator and follows the effort of those who look; there is no arithmetic between the two.
-- verified: unverified
-- series: ER_REG_UNFCIM; unit NUMBER; degree of implementation, 1 to 5; class context; level; main
-- series: iuu_records; unit NUMBER; records of illegal fishing; class proxy
WITH event AS (
    SELECT zone_id, year, event, MIN(several) AS several, COUNT(*) AS n,
           MIN(dataset) AS dataset
    FROM incident_record WHERE domain = 'FSH' GROUP BY zone_id, year, event
)
SELECT zone_id, year, 'iuu_records' AS series, 'proxy' AS class, 'OBS' AS measure,
       COUNT(*) AS value, COUNT(*) FILTER (WHERE several = 0) AS low, SUM(n) AS high,
       'U' AS obs_status, MIN(dataset) AS dataset,
       'reports of one event counted once; high counts each' AS note
FROM event GROUP BY zone_id, year;
