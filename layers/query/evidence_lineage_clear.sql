-- What was said of incidents on their way to evidence, which go it again.
DELETE FROM lineage WHERE step = 'locate';
