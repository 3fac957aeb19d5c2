-- An indicator that lacks what it needs.
INSERT INTO indicator_skipped (indicator, file, missing)
VALUES (:indicator, :file, :missing);
