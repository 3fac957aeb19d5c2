-- Reports about a point that are linked to land: where, and how far they reach.
-- out: evidence_id, longitude, latitude, link_m
SELECT e.evidence_id, X(i.geom), Y(i.geom), e.link_m
FROM evidence e JOIN incident i USING (incident_id)
WHERE e.location IN ('gaussian', 'disc') AND e.link_m > 0
  AND e.tier IS NOT NULL AND GeometryType(i.geom) = 'POINT'
ORDER BY e.evidence_id;
