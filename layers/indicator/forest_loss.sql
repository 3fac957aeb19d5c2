-- indicator: forest_loss
-- title: Forest loss by year
-- class: component
-- inputs: land-cover|forest-loss-year
-- formula: area that was forest when last observed and is not in the year
-- method: Land cover: transitions between consecutive years of the period. Loss-year raster: its tree-cover loss where the canopy reached the threshold. low leaves out what was first seen after unobserved years and so may be earlier. ILL, ORG and TOC are the value minus the value without the loss that has evidence of illegality, of organized and of transnational crime; their bounds also take the share of the evidence to its ends.
-- source: the dataset named in each row; Hansen et al. 2013 for the coding of loss years
-- caveat: A pixel count. ILL, ORG and TOC are evidence-linked, not caused, and where nobody looked there is none. Loss is not illegality and tree-cover loss is not deforestation: plantations, fire and storm are in it. Years before and after a change of sensor are not strictly comparable.
-- verified: unverified
-- series: forest_loss_ha; unit HA; hectares of forest lost; main
-- series: forest_reloss_ha; unit HA; hectares lost again after regrowth, part of the above
WITH source AS (
    SELECT dataset_id, id, kind FROM dataset
    WHERE kind IN ('land-cover', 'forest-loss-year')
      AND dataset_id IN (SELECT dataset_id FROM combination)
    ORDER BY official DESC, dataset_id LIMIT 1
),
years AS (
    SELECT DISTINCT c.year FROM combination c JOIN source USING (dataset_id), run r
    WHERE c.year BETWEEN r.year_from AND r.year_to
      AND (c.from_label IS NOT NULL OR c.to_role = 'loss')
),
mapped AS (
    SELECT DISTINCT t.zone_id
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' AND c.to_role IS NOT 'outside'
),
part AS (
    SELECT m.zone_id, y.year, s.id AS dataset, s.kind,
           COALESCE(SUM(d.area_m2), 0) / 1e4 AS ha,
           COALESCE(SUM(d.area_m2) FILTER (WHERE d.type = 'forest_reloss'), 0) / 1e4 AS again,
           COALESCE(SUM(d.after_gap_m2), 0) / 1e4 AS gap
    FROM mapped m JOIN years y JOIN source s
         LEFT JOIN degradation d ON d.zone_id = m.zone_id AND d.year = y.year
              AND d.dataset_id = s.dataset_id
              AND d.type IN ('forest_loss', 'forest_reloss', 'tree_cover_loss')
    GROUP BY m.zone_id, y.year
)
SELECT zone_id, year, 'forest_loss_ha' AS series, 'component' AS class,
       'DEG' AS measure, ha AS value, ha - gap AS low, ha AS high,
       CASE WHEN kind = 'forest-loss-year' AND year IN (2011, 2013, 2015)
            THEN 'B' ELSE 'U' END AS obs_status, dataset,
       'pixel count' ||
       CASE kind WHEN 'forest-loss-year' THEN '; tree-cover loss' ELSE '' END ||
       CASE WHEN gap > 0 THEN printf('; %.1f ha first seen after unobserved years', gap)
            ELSE '' END AS note
FROM part
UNION ALL
SELECT zone_id, year, 'forest_reloss_ha', 'component', 'DEG', again, again, again,
       'U', dataset, 'pixel count'
FROM part WHERE kind = 'land-cover'
UNION ALL
SELECT p.zone_id, p.year, 'forest_loss_ha', 'component', m.measure,
       COALESCE(SUM(l.central_m2), 0) / 1e4, COALESCE(SUM(l.low_m2), 0) / 1e4,
       COALESCE(SUM(l.high_m2), 0) / 1e4, 'U', p.dataset,
       'pixel count; evidence-linked, not caused'
FROM part p JOIN attributed_measure m
     LEFT JOIN degradation_part l ON l.zone_id = p.zone_id AND l.year = p.year
          AND l.measure = m.measure
          AND l.dataset_id = (SELECT dataset_id FROM source)
          AND l.type IN ('forest_loss', 'forest_reloss', 'tree_cover_loss')
GROUP BY p.zone_id, p.year, m.measure;
