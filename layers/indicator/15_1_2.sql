-- indicator: 15.1.2
-- title: Key biodiversity areas covered by protected areas: terrestrial and freshwater
-- official: Proportion of important sites for terrestrial and freshwater biodiversity that are covered by protected areas, by ecosystem type
-- tier: I
-- custodian: UNEP-WCMC, BirdLife International, IUCN
-- class: indicator|proxy
-- inputs: kba, protected-areas
-- formula: I = 100 / N * sum over key biodiversity areas of (area covered in the year / area); kba_loss_part = 100 / N * sum of (area lost / area)
-- method: Covered is what the union of all protected and conserved areas established by the year holds, on the ellipsoid; proposed areas, areas of a status not reported, biosphere reserves of UNESCO and areas without a boundary are left out. An area whose year is not known gets that of another one of its country, drawn 1 000 times: value is the median, low and high are the 5th and 95th percentile. A key biodiversity area counts in the zone of each set that holds the largest part of it, and stands for itself in its own set. kba_loss_part is the mean share of these areas in which loss of forest since the start of the period was mapped (DEG: all of it; ILL, ORG, TOC: the part with such evidence); it is no change of coverage and is never subtracted from it.
-- source: UN Statistics Division, SDG indicator metadata 15-01-02
-- caveat: Coverage says nothing of how areas are managed. Only nationally endorsed boundaries make this the indicator, else it is a proxy. What has evidence is evidence-linked, not caused.
-- verified: unverified
-- series: ER_PTD_TERR; unit PT; mean percent of terrestrial key biodiversity areas covered; main
-- series: ER_PTD_FRHWTR; unit PT; mean percent of freshwater key biodiversity areas covered
-- series: kba_loss_part; unit PT; mean percent of terrestrial key biodiversity areas lost since the start of the period; class proxy
WITH source AS (
    SELECT dataset_id, id, official FROM dataset
    WHERE kind = 'protected-areas' ORDER BY official DESC, dataset_id LIMIT 1
),
forest_source AS (
    SELECT dataset_id, id FROM dataset
    WHERE dataset_id IN (SELECT dataset_id FROM forest)
    ORDER BY official DESC, dataset_id LIMIT 1
),
undated AS (
    SELECT COUNT(*) AS n FROM protected_area WHERE excluded = '' AND year IS NULL
),
lost AS (
    SELECT d.zone_id, d.year, 'DEG' AS measure, SUM(d.area_m2 - d.after_gap_m2) AS low_m2,
           SUM(d.area_m2) AS central_m2, SUM(d.area_m2) AS high_m2
    FROM degradation d JOIN forest_source USING (dataset_id)
    WHERE d.type IN ('forest_loss', 'tree_cover_loss')
    GROUP BY d.zone_id, d.year
    UNION ALL
    SELECT d.zone_id, d.year, d.measure, SUM(d.low_m2), SUM(d.central_m2), SUM(d.high_m2)
    FROM degradation_part d JOIN forest_source USING (dataset_id)
    WHERE d.type IN ('forest_loss', 'tree_cover_loss')
    GROUP BY d.zone_id, d.year, d.measure
),
part AS (
    SELECT c.zone_id, c.year, m.measure, c.nkba, SUM(l.low_m2 / z.area_m2) AS low,
           SUM(l.central_m2 / z.area_m2) AS central, SUM(l.high_m2 / z.area_m2) AS high
    FROM kba_coverage c
         JOIN (SELECT 'DEG' AS measure UNION ALL SELECT measure FROM attributed_measure) m
         JOIN kba_member b ON b.zone_id = c.zone_id AND b.ecosystem = c.ecosystem
         JOIN zone z ON z.zone_id = b.kba_id
         LEFT JOIN lost l ON l.zone_id = b.kba_id AND l.measure = m.measure
              AND l.year <= c.year
    WHERE c.ecosystem = 'terrestrial'
    GROUP BY c.zone_id, c.year, m.measure
)
SELECT c.zone_id, c.year, CASE c.ecosystem WHEN 'terrestrial' THEN 'ER_PTD_TERR' WHEN 'freshwater' THEN 'ER_PTD_FRHWTR' END AS series,
       CASE s.official WHEN 1 THEN 'indicator' ELSE 'proxy' END AS class, 'OBS' AS measure,
       c.percent AS value, c.low, c.high, 'U' AS obs_status, s.id AS dataset,
       c.nkba || ' areas' || CASE u.n WHEN 0 THEN ''
           ELSE '; ' || u.n || ' protected areas of unknown year drawn 1000 times' END AS note
FROM kba_coverage c, source s, undated u
WHERE c.ecosystem IN ('terrestrial', 'freshwater')
UNION ALL
SELECT p.zone_id, p.year, 'kba_loss_part', 'proxy', p.measure,
       100 * COALESCE(p.central, 0) / p.nkba, 100 * COALESCE(p.low, 0) / p.nkba,
       100 * COALESCE(p.high, 0) / p.nkba, 'U', f.id,
       p.nkba || ' areas' ||
       CASE p.measure WHEN 'DEG' THEN '' ELSE '; evidence-linked, not caused' END
FROM part p, forest_source f;
