-- out: permits with output and no footprint, licences and citations
SELECT count(*), group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM permit_ghost g JOIN evidence e ON e.evidence_id = g.permit_id
     JOIN dataset d USING (dataset_id);
