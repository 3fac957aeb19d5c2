-- A zone set.
INSERT INTO zone_set (name, title, dataset_id, overlap_m2, note, lands)
VALUES (:name, :title, :dataset_id, :overlap_m2, :note, :lands);
