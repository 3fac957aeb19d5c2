-- title: Zone sets
SELECT s.name, s.title, d.id AS dataset, count(z.zone_id) AS zones,
       sum(z.area_m2) AS area_m2, s.overlap_m2, sum(z.repaired) AS repaired,
       s.note
FROM zone_set s JOIN dataset d USING (dataset_id)
     LEFT JOIN zone z USING (zone_set_id)
GROUP BY s.zone_set_id ORDER BY s.zone_set_id;
