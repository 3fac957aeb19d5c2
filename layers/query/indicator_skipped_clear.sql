-- What was skipped, before it is decided again.
DELETE FROM indicator_skipped;
