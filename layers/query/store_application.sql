-- out: INTEGER, set by ecocrime
PRAGMA application_id;
