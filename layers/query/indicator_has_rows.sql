-- Has a table any row?
-- out: any INTEGER
SELECT EXISTS (SELECT 1 FROM "{table}");
