-- Is there a dataset of a kind, or a parameter? Else: is there a table or a view
-- of that name?
-- in:  :name TEXT
-- out: kind INTEGER, is_table INTEGER
SELECT EXISTS (SELECT 1 FROM dataset WHERE kind = :name)
    OR EXISTS (SELECT 1 FROM parameter WHERE name = :name),
       EXISTS (SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = :name);
