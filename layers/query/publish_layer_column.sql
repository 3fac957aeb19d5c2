-- in: :table, :column TEXT
-- out: position of the column, from 0
SELECT cid FROM pragma_table_info(:table) WHERE name = :column;
