-- What was estimated before.
DELETE FROM map_accuracy;
