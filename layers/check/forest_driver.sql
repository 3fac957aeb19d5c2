-- check: The drivers of forest loss add up to the loss.
-- why: Each piece of it has one driver.
SELECT printf('zone %s/%s in %d', z.zone_set, z.key, d.year) AS place,
       printf('%s: drivers %.4f m2, loss %.4f m2', d.type, coalesce(f.m2, 0),
              d.m2) AS problem
FROM (SELECT zone_id, year, type, dataset_id, sum(area_m2) AS m2
      FROM degradation
      WHERE type IN ('forest_loss', 'forest_reloss', 'tree_cover_loss')
      GROUP BY zone_id, year, type, dataset_id) d
     JOIN zone z USING (zone_id)
     LEFT JOIN (SELECT zone_id, year, type, dataset_id, sum(area_m2) AS m2
                FROM forest_driver
                GROUP BY zone_id, year, type, dataset_id) f
         USING (zone_id, year, type, dataset_id)
WHERE EXISTS (SELECT 1 FROM forest_driver)
  AND abs(coalesce(f.m2, 0) - d.m2) > 1e-9 * d.m2 + 1e-6;
