-- One step of the run, in words.
-- in: :step :output :input :what
INSERT INTO lineage (step, output, input, what)
VALUES (:step, :output, :input, :what);
