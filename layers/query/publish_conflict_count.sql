-- out: parts of footprints without a valid permit, licences and citations
SELECT count(*), group_concat(DISTINCT d.licence), group_concat(DISTINCT d.citation)
FROM permit_overlap p JOIN evidence e
     ON e.evidence_id IN (p.footprint_id, p.permit_id)
     JOIN dataset d USING (dataset_id);
