-- All figures, before they are computed again.
DELETE FROM indicator_value;
