-- A parameter of the draws, unless the store has it.
-- in: :name :value :unit :source :calibrated
INSERT OR IGNORE INTO parameter (name, value, unit, source, calibrated)
VALUES (:name, :value, :unit, :source, :calibrated);
