-- The tables of facts, before they are filled again.
DELETE FROM forest;
DELETE FROM degradation;
DELETE FROM alert_month;
