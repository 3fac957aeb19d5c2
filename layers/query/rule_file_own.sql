-- A file of rules that did not come with ecocrime.
-- out: file, text (no row: the default ones)
SELECT file, text FROM rule_file WHERE is_default = 0;
