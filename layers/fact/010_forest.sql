-- Forest, water, mining and unobserved area by zone and year.
-- Yearly land cover shows the stock itself. With a loss-year raster the stock
-- is the canopy cover of the base year less all losses up to the year: gains
-- are not in it, and nothing is said of years after the last loss seen.
WITH period AS (SELECT year_from, year_to FROM run),
years(year) AS (
    SELECT year_from - 1 FROM period
    UNION ALL SELECT year + 1 FROM years, period WHERE year < year_to
),
part AS (
    SELECT t.zone_id, c.year, c.dataset_id,
           SUM(t.area_cm2) FILTER (WHERE c.to_role = 'forest') AS forest,
           SUM(t.area_cm2) FILTER (WHERE c.to_role = 'nodata') AS unseen,
           SUM(t.area_cm2) FILTER (WHERE c.to_role = 'water') AS water,
           SUM(t.area_cm2) FILTER (WHERE c.to_role = 'mining') AS mining,
           SUM(t.area_cm2) FILTER (WHERE c.to_role IS NOT 'outside') AS mapped,
           SUM(t.area_cm2) FILTER (WHERE c.to_role = 'outside') AS outside
    FROM tally t JOIN combination c USING (combination_id)
    WHERE c.theme = 'land-cover'
    GROUP BY t.zone_id, c.year, c.dataset_id
    UNION ALL
    SELECT t.zone_id, y.year, c.dataset_id,
           SUM(t.area_cm2) FILTER (WHERE c.canopy = 1
               AND (c.year IS NULL OR c.year > y.year)
               AND c.to_role IS NOT 'nodata' AND c.to_role IS NOT 'outside'),
           SUM(t.area_cm2) FILTER (WHERE c.to_role = 'nodata'
               OR (c.canopy IS NULL AND c.to_role IS NOT 'outside')),
           0, 0,
           SUM(t.area_cm2) FILTER (WHERE c.to_role IS NOT 'outside'),
           SUM(t.area_cm2) FILTER (WHERE c.to_role = 'outside')
    FROM tally t JOIN combination c USING (combination_id) JOIN years y
    WHERE c.theme = 'forest-loss-year'
      AND y.year <= (SELECT MAX(k.year) FROM combination k
                     WHERE k.theme = 'forest-loss-year')
      AND EXISTS (SELECT 1 FROM combination k
                  WHERE k.theme = 'forest-loss-year' AND k.canopy IS NOT NULL)
    GROUP BY t.zone_id, y.year, c.dataset_id
)
INSERT INTO forest (zone_id, year, dataset_id, forest_m2, unseen_m2, water_m2,
                    mining_m2, mapped_m2, outside_m2)
SELECT zone_id, year, dataset_id, COALESCE(forest, 0) / 1e4,
       COALESCE(unseen, 0) / 1e4, COALESCE(water, 0) / 1e4,
       COALESCE(mining, 0) / 1e4, COALESCE(mapped, 0) / 1e4,
       COALESCE(outside, 0) / 1e4
FROM part, period
WHERE year BETWEEN year_from - 1 AND year_to;
