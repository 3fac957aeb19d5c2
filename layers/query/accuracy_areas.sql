-- Areas as mapped in the first set of zones that do not overlap: of each type of
-- degradation in the period, and under the name '' of all cells.
-- in:  :dataset_id
-- out: type, ha; no row where all sets of zones overlap
WITH part AS (
    SELECT zone_set_id FROM zone_set
    WHERE overlap_m2 = 0 ORDER BY zone_set_id LIMIT 1
)
SELECT '' AS type, sum(t.area_cm2) / 1e8 AS ha
FROM tally t JOIN combination c USING (combination_id) JOIN zone z USING (zone_id)
     JOIN part USING (zone_set_id)
WHERE c.theme = 'total' AND c.to_role IS NOT 'outside'
HAVING sum(t.area_cm2) > 0
UNION ALL
SELECT d.type, sum(d.area_m2) / 1e4
FROM degradation d JOIN zone z USING (zone_id) JOIN part USING (zone_set_id)
WHERE d.dataset_id = :dataset_id
GROUP BY d.type
ORDER BY 1;
