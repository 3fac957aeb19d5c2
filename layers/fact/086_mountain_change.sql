-- SDG 15.4.2b: each combination of covers judged, map by map, by the matrix
-- mountain_cover_change. The state after the baseline is its change. After that
-- a degrading change degrades, no change keeps the state, and an improvement
-- makes degraded land stable and other land improved. What one map does not
-- show is not known from then on.
WITH RECURSIVE
wide AS (
    SELECT p.combination_id, MAX(p.label) FILTER (WHERE p.part = 'mask') AS mask,
           COALESCE(MAX(p.label) FILTER (WHERE p.part = 'belt'
               AND p.role NOT IN ('nodata', 'outside')), '_U') AS belt,
           MAX(p.part = 'mask') AS has_mask
    FROM combination_part p JOIN combination c USING (combination_id)
    WHERE c.theme = 'mountain-change'
    GROUP BY p.combination_id
),
cover AS (
    SELECT p.combination_id, w.belt, p.year, p.dataset_id,
           CASE WHEN p.role NOT IN ('nodata', 'outside') THEN p.label END AS label,
           ROW_NUMBER() OVER (PARTITION BY p.combination_id ORDER BY p.year) AS n
    FROM combination_part p JOIN wide w USING (combination_id)
    WHERE p.part GLOB 'cover_*'
      AND CASE WHEN w.has_mask THEN w.mask = 'mountain' ELSE w.belt <> '_U' END
),
step AS (
    SELECT b.combination_id, b.belt, b.n, b.year, a.year AS since, b.dataset_id, m.change
    FROM cover a JOIN cover b ON b.combination_id = a.combination_id AND b.n = a.n + 1
         LEFT JOIN mountain_cover_change m ON m.before = a.label AND m.after = b.label
),
judged AS (
    SELECT combination_id, belt, n, year, since, dataset_id, change,
           change AS state, COALESCE(change = -1, 0) AS is_new
    FROM step WHERE n = 2
    UNION ALL
    SELECT s.combination_id, s.belt, s.n, s.year, s.since, s.dataset_id, s.change,
           CASE WHEN j.state IS NULL OR s.change IS NULL THEN NULL
                WHEN s.change = -1 THEN -1
                WHEN s.change = 0 THEN j.state
                WHEN j.state = -1 THEN 0 ELSE 1 END,
           COALESCE(s.change = -1 AND j.state > -1, 0)
    FROM judged j JOIN step s ON s.combination_id = j.combination_id AND s.n = j.n + 1
)
INSERT INTO mountain_change (combination_id, year, dataset_id, belt, since, change,
                             state, is_new)
SELECT combination_id, year, dataset_id, belt, since, change, state, is_new
FROM judged;
