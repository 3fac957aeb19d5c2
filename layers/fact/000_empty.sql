-- The tables of facts, before they are filled again.
DELETE FROM forest;
DELETE FROM degradation;
DELETE FROM alert_month;
DELETE FROM land_change;
DELETE FROM water_extent;
DELETE FROM mountain_cover;
DELETE FROM mountain_change;
