-- A parameter that the assessment tells.
INSERT INTO parameter (name, value, source, calibrated)
VALUES (:name, :value, :source, 1)
ON CONFLICT (name) DO UPDATE
SET value = excluded.value, source = excluded.source, calibrated = 1;
