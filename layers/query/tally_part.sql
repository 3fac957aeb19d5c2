-- A class of one of the rasters that meet in a combination.
INSERT INTO combination_part (combination_id, part, dataset_id, year, label, role)
VALUES (:combination_id, :part, (SELECT dataset_id FROM dataset WHERE id = :dataset),
        :year, :label, :role);
