-- The file of the rules.
INSERT INTO rule_file (file, name, sha256, is_default, text)
VALUES (:file, :name, :sha256, :is_default, :text);
