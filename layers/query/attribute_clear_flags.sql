-- Flags of the rules before.
DELETE FROM set_flag;
