-- Rows that refer to a row that is not there.
-- out: table TEXT, rowid INTEGER, parent TEXT, fkid INTEGER
PRAGMA foreign_key_check;
