-- What is to be said of a set.
INSERT INTO set_flag (evidence_set_id, type, year, flag)
VALUES (:set, :type, :year, :flag);
