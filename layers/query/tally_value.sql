-- One value raster's sum in a row of the tally.
INSERT INTO tally_value (zone_id, combination_id, evidence_set_id, dataset_id,
                         sum, unit, valid_cm2)
VALUES (:zone_id, :combination_id, :set,
        (SELECT dataset_id FROM dataset WHERE id = :dataset),
        :sum, :unit, :valid_cm2);
