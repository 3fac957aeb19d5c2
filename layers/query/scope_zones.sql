-- The areas of the scope: zones of a dataset, or of the first set of zones that
-- do not overlap.
-- in:  :dataset TEXT or NULL
-- out: zone_id, key, name
SELECT z.zone_id, z.key, z.name FROM zone z
WHERE z.zone_set_id = (
    SELECT s.zone_set_id FROM zone_set s JOIN dataset d USING (dataset_id)
    WHERE CASE WHEN :dataset IS NULL THEN s.overlap_m2 = 0
               ELSE d.id = :dataset END
    ORDER BY s.zone_set_id LIMIT 1)
ORDER BY z.zone_id;
