-- Reports in a zone that are placed well enough, and the degradation that they
-- may speak of: the type with the most area, as types are never added up.
-- in:  :precision the vaguest class that counts; :shown DOMAIN:TYPE between
--      blanks, the types that show a domain
-- out: zone_id, domain, n, ha (NULL: none seen)
WITH placed AS (
    SELECT z.zone_id, i.domain, count(*) AS n
    FROM incident_zone z JOIN incident i USING (incident_id)
    WHERE i.precision_class <= :precision AND i.domain IS NOT NULL
    GROUP BY z.zone_id, i.domain
),
seen AS (
    SELECT d.zone_id, t.domain, d.type, d.dataset_id, sum(d.area_m2) / 1e4 AS ha
    FROM degradation d JOIN type_domain t USING (type)
    WHERE instr(:shown, ' ' || t.domain || ':' || d.type || ' ')
    GROUP BY d.zone_id, t.domain, d.type, d.dataset_id
),
most AS (
    SELECT zone_id, domain, max(ha) AS ha FROM seen GROUP BY zone_id, domain
)
SELECT zone_id, domain, coalesce(p.n, 0), nullif(m.ha, 0)
FROM most m FULL JOIN placed p USING (zone_id, domain)
ORDER BY zone_id, domain;
