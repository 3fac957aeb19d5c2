-- Zone sets with their number of zones and area.
SELECT s.name, count(*) AS zones, SUM(z.area_m2) / 1e4 AS area_ha, s.overlap_m2 > 1
FROM zone z JOIN zone_set s USING (zone_set_id) GROUP BY s.zone_set_id
ORDER BY s.zone_set_id;
