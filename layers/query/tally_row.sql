-- One row of the tally.
INSERT INTO tally (zone_id, combination_id, evidence_set_id, cells, area_cm2)
VALUES (:zone_id, :combination_id, :set, :cells, :area_cm2);
