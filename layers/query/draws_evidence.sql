-- What tells evidence of sets from other evidence, whatever else the store has.
-- out: evidence_id, cluster_id (0: alone), dataset, kind, key, name, date_first,
--      date_last
SELECT evidence_id, coalesce(cluster_id, 0), dataset, kind, key, name,
       date_first, date_last
FROM evidence
WHERE evidence_id IN (SELECT evidence_id FROM evidence_set)
ORDER BY evidence_id;
