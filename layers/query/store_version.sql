-- out: INTEGER, number of the last schema file applied
PRAGMA user_version;
