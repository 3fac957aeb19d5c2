-- Reports of the strongest tiers in a zone.
-- out: zone_id, domain, decisions (T1), records (T2)
SELECT z.zone_id, coalesce(e.domain, i.domain) AS domain,
       count(DISTINCT i.incident_id) FILTER (WHERE e.tier = 'T1'),
       count(DISTINCT i.incident_id) FILTER (WHERE e.tier = 'T2')
FROM evidence e JOIN incident i USING (incident_id)
     JOIN incident_zone z ON z.incident_id = i.incident_id
WHERE e.tier IN ('T1', 'T2')
GROUP BY z.zone_id, coalesce(e.domain, i.domain)
ORDER BY 1, 2;
