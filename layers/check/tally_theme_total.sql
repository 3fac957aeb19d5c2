-- check: In every theme, dataset and year the classes of a zone add up to all its cells.
-- why: Every cell is in exactly one row of each theme. A row is rounded to 1 cm2 once, so the sums may differ by the number of rows. A loss-year raster, and one of alerts, is one theme for all years.
WITH part AS (
    SELECT c.theme, c.dataset, CASE WHEN c.theme IN ('forest-loss-year', 'dated-alerts')
                                     THEN NULL ELSE c.year END AS year,
           t.zone_id, sum(t.area_cm2) AS cm2, count(*) AS n
    FROM tally t JOIN combination c USING (combination_id)
    GROUP BY 1, 2, 3, 4
),
total AS (SELECT * FROM part WHERE theme = 'total'),
expected AS (
    SELECT DISTINCT p.theme, p.dataset, p.year, z.zone_id, z.cm2, z.n
    FROM part p, total z WHERE p.theme <> 'total'
)
SELECT printf('zone %s/%s', zone.zone_set, zone.key) AS place,
       printf('%s of %s%s: %d cm2 in classes, %d cm2 in all', e.theme, e.dataset,
              coalesce(' in ' || e.year, ''), coalesce(p.cm2, 0), e.cm2) AS problem
FROM expected e JOIN zone USING (zone_id)
     LEFT JOIN part p ON p.theme = e.theme AND p.dataset = e.dataset
          AND p.year IS e.year AND p.zone_id = e.zone_id
WHERE abs(coalesce(p.cm2, 0) - e.cm2) > coalesce(p.n, 0) + e.n;
