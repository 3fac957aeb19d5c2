-- check: Alerts by month are all alerts of the period, and lie in the year of their month.
-- why: Each row of the tally is in one month; sums of areas rounded to 1 cm2 are exact in doubles here.
WITH month AS (
    SELECT zone_id, dataset_id, sum(area_m2) AS m2, sum(cells) AS cells
    FROM alert_month GROUP BY 1, 2
),
part AS (
    SELECT t.zone_id, c.dataset_id, sum(t.area_cm2) / 1e4 AS m2
    FROM tally t JOIN combination c USING (combination_id), run r
    WHERE c.to_role = 'alert' AND c.theme = 'dated-alerts'
      AND c.year BETWEEN r.year_from AND r.year_to
    GROUP BY 1, 2
)
SELECT printf('zone %s/%s', z.zone_set, z.key) AS place,
       printf('alerts of dataset %d: %.4f m2 in months, %.4f m2 in the tally',
              p.dataset_id, coalesce(m.m2, 0), p.m2) AS problem
FROM part p JOIN zone z USING (zone_id)
     LEFT JOIN month m USING (zone_id, dataset_id)
WHERE abs(coalesce(m.m2, 0) - p.m2) > 1e-3 + 1e-12 * p.m2
UNION ALL
SELECT printf('month %s', month), printf('is not in the year %d', year)
FROM alert_month WHERE CAST(substr(month, 1, 4) AS INTEGER) <> year;
