-- Values of the rules before.
DELETE FROM tier_value;
