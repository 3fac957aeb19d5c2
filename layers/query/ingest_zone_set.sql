-- A zone set.
INSERT INTO zone_set (name, title, dataset_id, overlap_m2, note)
VALUES (:name, :title, :dataset_id, :overlap_m2, :note);
