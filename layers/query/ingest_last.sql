-- What the last reading of a dataset said.
SELECT what FROM lineage WHERE step = 'ingest' AND output = :dataset
ORDER BY lineage_id DESC LIMIT 1;
