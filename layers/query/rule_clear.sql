-- The rules of the run before.
DELETE FROM rule;
