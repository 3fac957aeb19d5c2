-- title: Lineage
SELECT step, output, input, what FROM lineage ORDER BY lineage_id;
