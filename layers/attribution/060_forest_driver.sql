-- One driver for each piece of forest loss: land that became a mine is mined;
-- else what evidence tells that more likely than not covers it, by precedence
-- MIN, airstrips, FOR_FIR, FOR_CLR, FOR_LOG. Permits and prohibitions tell no
-- driver, and forest crime of an unnamed kind tells none either.
INSERT INTO forest_driver (zone_id, year, type, dataset_id, driver, area_m2)
WITH loss AS MATERIALIZED (
    SELECT t.zone_id, c.year, c.dataset_id, t.evidence_set_id, t.area_cm2,
           CASE WHEN c.theme = 'forest-loss-year' THEN 'tree_cover_loss'
                WHEN c.history & 1 THEN 'forest_reloss'
                ELSE 'forest_loss' END AS type,
           c.theme = 'land-cover' AND c.to_role IS 'mining' AS mined
    FROM tally t JOIN combination c USING (combination_id), run r
    WHERE c.year BETWEEN r.year_from AND r.year_to
      AND ((c.theme = 'land-cover' AND c.from_role = 'forest'
            AND (c.to_role IS NULL
                 OR c.to_role NOT IN ('forest', 'nodata', 'outside')))
           OR (c.theme = 'forest-loss-year' AND c.to_role = 'loss'
               AND (c.canopy = 1 OR NOT EXISTS
                    (SELECT 1 FROM combination k WHERE k.canopy IS NOT NULL))))
),
rank (position, driver) AS (
    VALUES (1, 'MIN'), (2, 'INF'), (3, 'FOR_FIR'), (4, 'FOR_CLR'),
           (5, 'FOR_LOG'), (6, '_U')
),
item AS MATERIALIZED (
    SELECT e.evidence_id, e.year_first, e.year_last,
           CASE WHEN e.kind = 'mining-footprint'
                     OR coalesce(e.subtype, e.domain) GLOB 'MIN*' THEN 'MIN'
                WHEN e.properties ->> 'near_airstrip' = 'yes' THEN 'INF'
                ELSE e.subtype END AS driver
    FROM evidence e
    WHERE e.tier IS NOT NULL AND e.tier <> 'L'
      AND e.kind NOT IN ('permits', 'prohibitions')
),
told AS MATERIALIZED (
    SELECT l.evidence_set_id, l.year, min(k.position) AS position
    FROM (SELECT DISTINCT evidence_set_id, year FROM loss) l
         CROSS JOIN evidence_set s ON s.evidence_set_id = l.evidence_set_id
         CROSS JOIN item i ON i.evidence_id = s.evidence_id
         CROSS JOIN rank k ON k.driver = i.driver
    WHERE s.probability > 0.5
      AND l.year >= coalesce(i.year_first, l.year)
      AND l.year <= coalesce(i.year_last, l.year)
    GROUP BY l.evidence_set_id, l.year
),
known AS (
    SELECT l.zone_id, l.year, l.type, l.dataset_id, l.area_cm2,
           CASE WHEN l.mined THEN 1 ELSE coalesce(t.position, 6) END AS position
    FROM loss l LEFT JOIN told t USING (evidence_set_id, year)
)
SELECT n.zone_id, n.year, n.type, n.dataset_id, k.driver,
       sum(n.area_cm2) / 1e4
FROM known n JOIN rank k USING (position)
GROUP BY n.zone_id, n.year, n.type, n.dataset_id, k.driver
HAVING sum(n.area_cm2) > 0;
