-- SQLite's own check of the file.
-- out: 'ok', or one problem a row
PRAGMA integrity_check;
