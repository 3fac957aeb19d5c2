-- And their file.
DELETE FROM rule_file;
