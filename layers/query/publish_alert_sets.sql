-- Datasets of alerts and the zone sets that have some.
-- out: table, dataset, zone set, title of the dataset, licence, citation
SELECT 'alert_' || replace(d.id, '-', '_') || '_' || s.name, d.id, s.name,
       d.title, d.licence, d.citation
FROM alert_month a JOIN dataset d USING (dataset_id)
     JOIN zone z USING (zone_id)
     JOIN zone_set s ON s.zone_set_id = z.zone_set_id
GROUP BY d.dataset_id, s.zone_set_id ORDER BY d.dataset_id, s.zone_set_id;
