-- A parameter that results depend on.
-- in: :name :value :unit :source :calibrated
INSERT INTO parameter (name, value, unit, source, calibrated)
VALUES (:name, :value, :unit, :source, :calibrated)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
