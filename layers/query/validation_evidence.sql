-- What validation asks of evidence beside what attribution does: the case that is
-- hidden as a whole, whether it is a report (a statement on an event) and
-- whether its place is a surveyed one.
-- out: evidence_id, case, is_report, is_surveyed
SELECT evidence_id,
       coalesce('case ' || case_id, 'cluster ' || cluster_id,
                'evidence ' || dataset || ' ' || key),
       kind IN ('incident', 'enforcement', 'judicial', 'mining-footprint'),
       location = 'polygon'
FROM evidence WHERE tier IS NOT NULL ORDER BY evidence_id;
