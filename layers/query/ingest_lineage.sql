-- What reading a source came to.
INSERT INTO lineage (step, output, input, what)
VALUES ('ingest', :output, :input, :what);
