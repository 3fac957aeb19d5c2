-- A compact copy, free of deleted rows, its bytes given by the content alone.
-- in: :path TEXT, an empty file
VACUUM INTO :path;
