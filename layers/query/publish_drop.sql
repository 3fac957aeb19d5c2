-- A layer of an earlier run goes, with its index and registration.
-- in: :table TEXT
-- out: 1, or 0 for failure
SELECT DropTable(NULL, :table);
