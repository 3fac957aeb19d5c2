-- indicator: mining_new
-- title: New mining by year
-- class: component
-- inputs: land-cover|mining-mask|mining-footprint
-- formula: area that was another class when last observed and is mining in the year
-- method: Transitions between consecutive years of land cover or mining masks. Footprint polygons count where and when they first cover the land. The two are different measurements and are not added. low leaves out what was first seen after unobserved years. ILL, ORG and TOC are the value minus the value without the mining that has evidence of illegality, of organized and of transnational crime; their bounds also take the share of the evidence to its ends.
-- source: the dataset named in each row
-- caveat: A pixel count. A mapped mine is neither legal nor illegal by itself. What has evidence is evidence-linked, not caused, and where nobody looked there is none. Detection patches of footprints are larger than the pits in them.
-- verified: unverified
-- series: mining_new_ha; unit HA; hectares newly mined; main
-- series: mining_again_ha; unit HA; hectares mined again, part of the above
-- series: mining_area_ha; unit HA; hectares of mining in the year; level
-- series: mining_footprint_ha; unit HA; hectares newly covered by mapped footprints
WITH source AS (
    SELECT dataset_id, id FROM dataset
    WHERE kind IN ('land-cover', 'mining-mask')
      AND dataset_id IN (SELECT dataset_id FROM combination
                         WHERE to_role = 'mining' OR from_role = 'mining')
    ORDER BY official DESC, kind DESC, dataset_id LIMIT 1
),
years AS (
    SELECT DISTINCT c.year FROM combination c JOIN source USING (dataset_id), run r
    WHERE c.year BETWEEN r.year_from AND r.year_to AND c.from_label IS NOT NULL
),
mapped AS (
    SELECT DISTINCT t.zone_id
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'total' AND c.to_role IS NOT 'outside'
),
part AS (
    SELECT m.zone_id, y.year, s.id AS dataset,
           COALESCE(SUM(d.area_m2), 0) / 1e4 AS ha,
           COALESCE(SUM(d.area_m2) FILTER (WHERE d.type = 'mining_again'), 0) / 1e4 AS again,
           COALESCE(SUM(d.after_gap_m2), 0) / 1e4 AS gap
    FROM mapped m JOIN years y JOIN source s
         LEFT JOIN degradation d ON d.zone_id = m.zone_id AND d.year = y.year
              AND d.dataset_id = s.dataset_id
              AND d.type IN ('mining_new', 'mining_again')
    GROUP BY m.zone_id, y.year
),
stock AS (
    SELECT t.zone_id, c.year, s.id AS dataset,
           COALESCE(SUM(t.area_cm2) FILTER (WHERE c.to_role = 'mining'), 0) / 1e8 AS ha,
           COALESCE(SUM(t.area_cm2) FILTER (WHERE c.to_role = 'nodata'), 0) / 1e8 AS unseen
    FROM tally t JOIN combination c USING (combination_id)
         JOIN source s ON s.dataset_id = c.dataset_id, run r
    WHERE c.year BETWEEN r.year_from AND r.year_to AND c.to_role IS NOT 'outside'
    GROUP BY t.zone_id, c.year
),
footprint AS (
    SELECT m.zone_id, y.year, y.id AS dataset,
           COALESCE((SELECT SUM(d.area_m2) FROM degradation d
                     WHERE d.zone_id = m.zone_id AND d.year = y.year
                       AND d.type = 'mining_footprint'), 0) / 1e4 AS ha
    FROM mapped m JOIN (
        SELECT DISTINCT e.year, d.id FROM evidence e JOIN dataset d USING (dataset_id), run r
        WHERE e.kind = 'mining-footprint' AND e.year BETWEEN r.year_from AND r.year_to
        GROUP BY e.year) y
)
SELECT zone_id, year, 'mining_new_ha' AS series, 'component' AS class, 'DEG' AS measure,
       ha AS value, ha - gap AS low, ha AS high, 'U' AS obs_status, dataset,
       'pixel count' ||
       CASE WHEN gap > 0 THEN printf('; %.1f ha first seen after unobserved years', gap)
            ELSE '' END AS note
FROM part
UNION ALL
SELECT zone_id, year, 'mining_again_ha', 'component', 'DEG', again, again, again, 'U',
       dataset, 'pixel count' FROM part
UNION ALL
SELECT zone_id, year, 'mining_area_ha', 'component', 'OBS', ha, ha, ha + unseen, 'U',
       dataset, 'pixel count' FROM stock
UNION ALL
SELECT zone_id, year, 'mining_footprint_ha', 'component', 'DEG', ha, ha, ha, 'U',
       dataset, 'mapped footprints, counted in their first year' FROM footprint
UNION ALL
SELECT p.zone_id, p.year, 'mining_new_ha', 'component', m.measure,
       COALESCE(SUM(l.central_m2), 0) / 1e4, COALESCE(SUM(l.low_m2), 0) / 1e4,
       COALESCE(SUM(l.high_m2), 0) / 1e4, 'U', p.dataset,
       'pixel count; evidence-linked, not caused'
FROM part p JOIN attributed_measure m
     LEFT JOIN degradation_part l ON l.zone_id = p.zone_id AND l.year = p.year
          AND l.measure = m.measure
          AND l.dataset_id = (SELECT dataset_id FROM source)
          AND l.type IN ('mining_new', 'mining_again')
GROUP BY p.zone_id, p.year, m.measure
UNION ALL
SELECT p.zone_id, p.year, 'mining_footprint_ha', 'component', m.measure,
       COALESCE(SUM(l.central_m2), 0) / 1e4, COALESCE(SUM(l.low_m2), 0) / 1e4,
       COALESCE(SUM(l.high_m2), 0) / 1e4, 'U', p.dataset,
       'mapped footprints; evidence-linked, not caused'
FROM footprint p JOIN attributed_measure m
     LEFT JOIN degradation_part l ON l.zone_id = p.zone_id AND l.year = p.year
          AND l.measure = m.measure AND l.type = 'mining_footprint'
GROUP BY p.zone_id, p.year, m.measure;
