-- SDG 15.4.2a: mountains and their green cover by zone, year and belt.
-- A cell is a mountain where the mask says so, and without a mask where it is in
-- a belt. Green are croplands, grassland, land covered by trees or shrubs, and
-- aquatic or regularly flooded vegetation.
WITH wide AS (
    SELECT p.combination_id, c.year, MAX(p.dataset_id) FILTER (WHERE p.part = 'cover_0') AS dataset_id,
           MAX(p.label) FILTER (WHERE p.part = 'mask') AS mask,
           COALESCE(MAX(p.label) FILTER (WHERE p.part = 'belt'
               AND p.role NOT IN ('nodata', 'outside')), '_U') AS belt,
           MAX(p.part = 'mask') AS has_mask,
           MAX(p.label) FILTER (WHERE p.part = 'cover_0') AS cover,
           MAX(p.role) FILTER (WHERE p.part = 'cover_0') AS role
    FROM combination_part p JOIN combination c USING (combination_id)
    WHERE c.theme = 'mountain'
    GROUP BY p.combination_id
)
INSERT INTO mountain_cover (zone_id, year, dataset_id, belt, mountain_m2, green_m2,
                            unseen_m2)
SELECT t.zone_id, w.year, w.dataset_id, w.belt, SUM(t.area_cm2) / 1e4,
       COALESCE(SUM(t.area_cm2) FILTER (WHERE w.cover IN
           ('croplands', 'grassland', 'tree-covered', 'shrub-covered',
            'aquatic vegetation')), 0) / 1e4,
       COALESCE(SUM(t.area_cm2) FILTER (WHERE w.role IN ('nodata', 'outside')), 0) / 1e4
FROM wide w JOIN tally t USING (combination_id)
WHERE CASE WHEN w.has_mask THEN w.mask = 'mountain' ELSE w.belt <> '_U' END
GROUP BY t.zone_id, w.year, w.dataset_id, w.belt;
