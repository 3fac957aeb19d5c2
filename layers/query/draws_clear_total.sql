-- Totals of the draws before.
DELETE FROM attribution_total;
