-- Intervals of the draws before.
DELETE FROM attribution_interval;
