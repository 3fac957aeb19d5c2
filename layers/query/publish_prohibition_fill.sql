-- Where nobody tells how exact a point is, it is drawn as one of a metre, and
-- its radius stays empty.
INSERT INTO "{table}" (incident_id, evidence_id, key, name, domain, prohibition,
                       how, timing, year_start, year_end, radius_m, wide_m,
                       sensitivity, geom)
SELECT i.incident_id, e.evidence_id, i.key, i.name, i.domain,
       COALESCE(NULLIF(e.name, ''), e.key), p.how, p.timing, i.date_first,
       COALESCE(i.date_last, i.date_first), a.radius_m,
       CASE WHEN a.radius_m > 0 THEN 2 * a.radius_m
            ELSE 111000 * sqrt(COALESCE(Area(a.geom), 0)) END AS wide_m,
       i.sensitivity,
       COALESCE(a.geom, CastToMulti(Buffer(Centroid(i.geom), 0.00001)))
FROM incident_prohibition p JOIN incident i USING (incident_id)
     JOIN evidence e ON e.evidence_id = p.evidence_id
     LEFT JOIN incident_disc a ON a.incident_id = i.incident_id
ORDER BY wide_m DESC, i.incident_id, e.evidence_id;
