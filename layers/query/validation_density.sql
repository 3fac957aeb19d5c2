-- Degradation by zone, type and year.
-- out: zone_id, type, year, area_m2
SELECT zone_id, type, year, sum(area_m2) FROM degradation
GROUP BY zone_id, type, year ORDER BY zone_id, type, year;
