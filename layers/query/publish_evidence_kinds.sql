-- Kinds of evidence that the store holds.
-- out: kind, table name, licence, citation
SELECT e.kind, 'evidence_' || replace(e.kind, '-', '_'),
       group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM evidence e JOIN dataset d USING (dataset_id)
WHERE e.geom IS NOT NULL GROUP BY e.kind ORDER BY e.kind;
