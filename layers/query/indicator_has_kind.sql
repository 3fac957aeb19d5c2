-- Is there a dataset of a kind? Else: is there a table of that name?
-- in:  :name TEXT
-- out: kind INTEGER, is_table INTEGER
SELECT EXISTS (SELECT 1 FROM dataset WHERE kind = :name),
       EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name);
