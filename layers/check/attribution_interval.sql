-- check: Intervals of attribution are in order, nested, and about what their low and high scenarios allow.
-- why: A mean outside of its bounds, or more transnational than organized crime, is no interval of what the table attribution says.
WITH bound AS MATERIALIZED (
    SELECT a.zone_id, a.year, a.type, a.dataset_id, a.measure,
           min(coalesce(a.adjusted_low_m2, a.low_m2),
               a.low_m2 * coalesce(m.ratio, 1)) AS low,
           max(coalesce(a.adjusted_high_m2, a.high_m2),
               a.high_m2 * coalesce(m.ratio, 1)) AS high,
           max(coalesce(d.adjusted_high_m2, d.high_m2),
               d.high_m2 * coalesce(m.ratio, 1)) AS most
    FROM attribution a
         JOIN attribution d USING (zone_id, year, type, dataset_id)
         LEFT JOIN map_accuracy m ON m.dataset_id = a.dataset_id
              AND m.type = a.type AND m.synthetic = 1
    WHERE a.domain = '_T' AND a.tier = '_T' AND d.measure = 'DEG'
      AND d.domain = '_T' AND d.tier = '_T'
),
span AS MATERIALIZED (
    SELECT zone_id, 'year' AS span, year, type, dataset_id, measure, low, high, most
    FROM bound
    UNION ALL
    SELECT zone_id, 'period', (SELECT max(year_to) FROM run), type, dataset_id,
           measure, sum(low), sum(high), sum(most)
    FROM bound GROUP BY zone_id, type, dataset_id, measure
),
bounds AS MATERIALIZED (
    -- The mean of n draws of an area of at most D that is expected to be E is off by
    -- chance: its standard error is at most sqrt(E D / n), since the variance is at
    -- most E D. Six of them are allowed, and what nine draws would be for rare hits.
    SELECT s.*, 6 * sqrt(low * most / n) + 9 * most / n AS below,
           6 * sqrt(high * most / n) + 9 * most / n AS above, n
    FROM span s, (SELECT coalesce((SELECT CAST(value AS REAL) FROM parameter
                                   WHERE name = 'montecarlo.draws'), 2) AS n)
),
wrong AS (
    SELECT i.zone_id, i.span, i.year, i.type, i.measure,
           printf('p05 %.4f, p50 %.4f, p95 %.4f m2', p05_m2, p50_m2, p95_m2) AS problem
    FROM attribution_interval i
    WHERE p05_m2 > p50_m2 OR p50_m2 > p95_m2
    UNION ALL
    SELECT i.zone_id, i.span, i.year, i.type, i.measure,
           printf('mean %.4f m2, low %.4f, high %.4f m2', i.mean_m2, b.low, b.high)
    FROM attribution_interval i
         LEFT JOIN bounds b USING (zone_id, span, year, type, dataset_id, measure)
    WHERE b.low IS NULL
       OR i.mean_m2 < b.low * (1 - 1e-4) - b.below - 6 * i.sd_m2 / sqrt(n) - 0.01
       OR i.mean_m2 > b.high * (1 + 1e-4) + b.above + 6 * i.sd_m2 / sqrt(n) + 0.01
    UNION ALL
    SELECT a.zone_id, a.span, a.year, a.type, a.measure,
           printf('mean %.4f, p95 %.4f m2, more than %s: %.4f, %.4f m2', a.mean_m2,
                  a.p95_m2, b.measure, b.mean_m2, b.p95_m2)
    FROM attribution_interval a
         JOIN attribution_interval b USING (zone_id, span, year, type, dataset_id)
    WHERE instr('TOC ORG ILL', b.measure) = instr('TOC ORG ILL', a.measure) + 4
      AND (a.mean_m2 > b.mean_m2 * (1 + 1e-9) OR a.p05_m2 > b.p05_m2 * (1 + 1e-9)
           OR a.p50_m2 > b.p50_m2 * (1 + 1e-9) OR a.p95_m2 > b.p95_m2 * (1 + 1e-9))
)
SELECT printf('zone %s/%s, %s %d', z.zone_set, z.key, w.span, w.year) AS place,
       printf('%s of %s: %s', w.measure, w.type, w.problem) AS problem
FROM wrong w JOIN zone z USING (zone_id);
