-- Red List categories of species whose habitats are zones: the weight 0 (least
-- concern) to 5 (extinct) of official values of 15.5.1, series red_list_weight.
CREATE VIEW species_category AS
SELECT z.zone_id, z.zone_set_id, v.year, v.value AS weight, v.dataset
FROM context_value v JOIN context_zone c USING (context_value_id)
     JOIN zone z USING (zone_id)
WHERE v.indicator = '15.5.1' AND v.series = 'red_list_weight' AND v.month = 0
  AND v.value BETWEEN 0 AND 5;
