-- An amount of the row that was staged last.
INSERT INTO incident_stage_quantity (stage_id, name, value, unit)
VALUES (:stage_id, :name, :value, :unit);
