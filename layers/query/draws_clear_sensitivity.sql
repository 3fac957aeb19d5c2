-- Sensitivity to the parameters of the run before.
DELETE FROM sensitivity;
