-- Zone sets that have zones.
-- out: name, title, note, licence, citation
SELECT s.name, s.title, s.note, d.licence, d.citation
FROM zone_set s JOIN dataset d USING (dataset_id)
WHERE EXISTS (SELECT 1 FROM zone z WHERE z.zone_set_id = s.zone_set_id)
ORDER BY s.zone_set_id;
