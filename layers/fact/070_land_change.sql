-- SDG 15.3.1: each combination of land cover, productivity and climate judged.
-- Land cover: by the matrix land_cover_change, from the baseline's first year to
-- its last, and from that to the end of the reporting period.
-- Carbon of the soil, as a share of the stock before: a change of cover leaves
-- `factor` of it after 20 years, in equal steps; it is taken to happen in the
-- middle of the interval, goes on after it, and ends after 20 years or with the
-- next change. Whatever the stock, the share is the same. More than 10 % less
-- is degraded, more than 10 % more improved.
-- One out, all out: degraded by land cover or carbon whatever the productivity;
-- improved by them where productivity is stable. What one raster does not show
-- is not known. Water at the baseline's start is no land.
WITH years AS (
    SELECT MAX(CAST(value AS INTEGER)) FILTER (WHERE name = 'land.baseline_first') AS y0,
           MAX(CAST(value AS INTEGER)) FILTER (WHERE name = 'land.baseline_last') AS y1,
           MAX(CAST(value AS INTEGER)) FILTER (WHERE name = 'land.until') AS y2,
           MAX(value) FILTER (WHERE name = 'land.climate') AS climate
    FROM parameter
),
seen AS (
    SELECT p.combination_id, p.part, p.role,
           CASE WHEN p.role IN ('nodata', 'outside') THEN NULL ELSE p.label END AS label
    FROM combination_part p JOIN combination c USING (combination_id)
    WHERE c.theme = 'land-degradation'
),
has AS (
    SELECT MAX(part = 'productivity_base') AS productivity,
           MAX(part = 'climate') AS climate
    FROM seen
),
wide AS (
    SELECT combination_id,
           MAX(label) FILTER (WHERE part = 'cover_first') AS c0,
           MAX(label) FILTER (WHERE part = 'cover_base') AS c1,
           MAX(label) FILTER (WHERE part = 'cover_last') AS c2,
           MAX(label) FILTER (WHERE part = 'productivity_base') AS p1,
           MAX(label) FILTER (WHERE part = 'productivity_last') AS p2,
           MAX(label) FILTER (WHERE part = 'climate') AS climate,
           MAX(label) FILTER (WHERE part = 'loss_year' AND label GLOB '[12]*') AS loss_year
    FROM seen
    GROUP BY combination_id
    HAVING MAX(role) FILTER (WHERE part = 'cover_first') IS NOT 'outside'
),
factor AS (
    SELECT s.before, s.after, k.climate,
           CASE s.factor WHEN 'f' THEN k.f WHEN '1/f' THEN 1 / k.f
                ELSE CASE WHEN s.factor LIKE '1/%' THEN 1 / CAST(substr(s.factor, 3) AS REAL)
                     ELSE CAST(s.factor AS REAL) END END AS factor
    FROM soil_carbon_factor s,
         (SELECT climate, f FROM soil_carbon_climate UNION ALL SELECT NULL, NULL) k
),
told AS (
    SELECT w.combination_id, y.y2, w.c0, w.c1, w.c2, w.loss_year,
           b.change AS cover1, l.change AS cover2,
           CASE WHEN has.productivity THEN pb.change ELSE 0 END AS prod1,
           CASE WHEN has.productivity THEN pl.change ELSE 0 END AS prod2,
           has.climate OR y.climate IS NOT NULL AS has_carbon,
           f1.factor AS f1, f2.factor AS f2,
           (y.y1 - y.y0) / 2.0 AS half1, 1.0 * (y.y2 - y.y1) AS n2,
           w.c0 <> w.c1 AS moved1, w.c1 <> w.c2 AS moved2
    FROM wide w JOIN years y JOIN has
         LEFT JOIN land_cover_change b ON b.before = w.c0 AND b.after = w.c1
         LEFT JOIN land_cover_change l ON l.before = w.c1 AND l.after = w.c2
         LEFT JOIN productivity_change pb ON pb.productivity = w.p1
         LEFT JOIN productivity_change pl ON pl.productivity = w.p2
         LEFT JOIN factor f1 ON f1.before = w.c0 AND f1.after = w.c1
              AND f1.climate IS COALESCE(w.climate, y.climate)
         LEFT JOIN factor f2 ON f2.before = w.c1 AND f2.after = w.c2
              AND f2.climate IS COALESCE(w.climate, y.climate)
),
-- years that the change of the baseline is at work: in it, and after it
work AS (
    SELECT *, CASE WHEN moved1 THEN MIN(20.0, half1) ELSE 0.0 END AS t1,
           CASE WHEN moved1
                THEN MIN(20.0, half1 + CASE WHEN moved2 THEN n2 / 2 ELSE n2 END)
                     - MIN(20.0, half1)
                ELSE 0.0 END AS t2
    FROM told
),
stock AS (
    SELECT *, 1 + (f1 - 1) * t1 / 20 AS s1, 1 + (f1 - 1) * (t1 + t2) / 20 AS s_next
    FROM work
),
carbon AS (
    SELECT *,
           CASE WHEN has_carbon THEN s1 ELSE 1.0 END AS r1,
           CASE WHEN has_carbon
                THEN s_next / s1 *
                     CASE moved2 WHEN 1 THEN 1 + (f2 - 1) * MIN(20.0, n2 / 2) / 20
                                 WHEN 0 THEN 1 END
                ELSE 1.0 END AS r2
    FROM stock
),
part AS (
    SELECT *, CASE WHEN c0 IS NULL OR c1 IS NULL OR prod1 IS NULL OR r1 IS NULL THEN NULL
                   WHEN cover1 = -1 OR ROUND(100 * (r1 - 1), 9) < -10 THEN -1
                   WHEN prod1 = 0 AND (cover1 = 1 OR ROUND(100 * (r1 - 1), 9) > 10) THEN 1
                   ELSE prod1 END AS d1,
           CASE WHEN c1 IS NULL OR c2 IS NULL OR prod2 IS NULL OR r2 IS NULL THEN NULL
                WHEN cover2 = -1 OR ROUND(100 * (r2 - 1), 9) < -10 THEN -1
                WHEN prod2 = 0 AND (cover2 = 1 OR ROUND(100 * (r2 - 1), 9) > 10) THEN 1
                ELSE prod2 END AS d2
    FROM carbon
)
INSERT INTO land_change (combination_id, year, is_land, cover_base, cover_last,
    productivity_base, productivity_last, carbon_base, carbon_last, base, last,
    status, event_year)
SELECT combination_id, y2, c0 IS NOT 'water', cover1, cover2, prod1, prod2, r1, r2,
       d1, d2,
       CASE WHEN d2 = -1 THEN CASE d1 WHEN -1 THEN 1 WHEN 0 THEN 2 WHEN 1 THEN 2 END
            WHEN d2 = 0 THEN CASE d1 WHEN -1 THEN 3 WHEN 0 THEN 4 WHEN 1 THEN 5 END
            WHEN d2 = 1 THEN CASE d1 WHEN 1 THEN 7 WHEN 0 THEN 6 WHEN -1 THEN 6 END
       END,
       CASE WHEN cover2 = -1
            THEN CASE WHEN c1 = 'tree-covered' AND loss_year IS NOT NULL
                      THEN CAST(loss_year AS INTEGER) ELSE y2 END END
FROM part;
