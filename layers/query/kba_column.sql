-- Whether a row has a column.
-- in: :properties JSON, :column
SELECT 1 FROM json_each(:properties) WHERE key = :column;
