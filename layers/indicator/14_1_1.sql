-- indicator: 14.1.1
-- title: Coastal eutrophication: mean share of sea pixels whose chlorophyll deviates
-- official: (a) Index of coastal eutrophication; and (b) plastic debris density
-- tier: II
-- custodian: UNEP
-- class: component
-- inputs: monthly_chlorophyll
-- formula: mean over the months of the percentage of pixels that deviate
-- method: Shares by month come from a dataset of kind official-values: indicator 14.1.1, unit PT, one row a month. Whether a pixel deviates (its difference from the mean of the month in 2000-2004 is in the highest tenth of the positive ones, by the global threshold) is settled by who made the table. Value: the mean of the months given. low takes months that are missing for 0, high for 100 percent.
-- source: UN Statistics Division, SDG indicator metadata 14-01-01, level 1, chlorophyll-a deviations
-- caveat: A component of (a). The area is the zone the table names, which should be the sea it is about: plumes of rivers, an exclusive economic zone. Chlorophyll tells nutrients from all sources, of which crime may be none.
-- verified: unverified
-- series: EN_MAR_CHLDEV; unit PT; percent of sea pixels whose chlorophyll deviates; main
SELECT m.zone_id, m.year, 'EN_MAR_CHLDEV' AS series, 'component' AS class,
       'OBS' AS measure, AVG(m.value) AS value, SUM(m.value) / 12 AS low,
       (SUM(m.value) + 100 * (12 - COUNT(*))) / 12 AS high,
       CASE COUNT(*) WHEN 12 THEN 'A' ELSE 'U' END AS obs_status,
       MIN(m.dataset) AS dataset, printf('%d of 12 months', COUNT(*)) AS note
FROM monthly_chlorophyll m, run r
WHERE m.year BETWEEN r.year_from AND r.year_to
GROUP BY m.zone_id, m.year;
