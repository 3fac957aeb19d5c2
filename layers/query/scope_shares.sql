-- What evidence of a domain explains of the degradation that has most area.
-- in:  :shown DOMAIN:TYPE between blanks, the types that show a domain
-- out: zone_id, domain, tier, illegal_m2 (central), degraded_m2
WITH whole AS (
    SELECT a.zone_id, t.domain, a.type, a.dataset_id, sum(a.central_m2) AS m2
    FROM attribution a JOIN type_domain t USING (type)
    WHERE a.measure = 'DEG'
      AND instr(:shown, ' ' || t.domain || ':' || a.type || ' ')
    GROUP BY a.zone_id, t.domain, a.type, a.dataset_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY zone_id, domain
                                 ORDER BY m2 DESC, type, dataset_id) AS place
    FROM whole
)
SELECT r.zone_id, r.domain, a.tier, sum(a.central_m2), r.m2
FROM ranked r JOIN attribution a USING (zone_id, type, dataset_id)
WHERE r.place = 1 AND r.m2 > 0 AND a.measure = 'ILL' AND a.tier <> '_T'
  AND a.domain = r.domain
GROUP BY r.zone_id, r.domain, a.tier
ORDER BY r.zone_id, r.domain, a.tier;
