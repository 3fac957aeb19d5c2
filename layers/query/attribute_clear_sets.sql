-- Shares of the rules before.
DELETE FROM set_value;
