-- The places of attributed degradation. A footprint, or an incident whose place
-- is known to 2.5 km (precision classes 0 to 2), is a site when it covers
-- degradation of its years and its domain, with evidence of tiers T1 to T4 for
-- the measure: its own or another's over the same land. Without a domain of its
-- own a footprint is of mining; a site of forest crime on burned land is of
-- burning.
INSERT INTO attributed_site (evidence_id, measure, domain)
WITH share AS (
    SELECT DISTINCT v.evidence_set_id, v.type, v.year, v.measure
    FROM set_value v
    WHERE v.measure IN ('ILL', 'ORG') AND v.central > 0
      AND substr(v.tier, 1, 2) IN ('T1', 'T2', 'T3', 'T4')
      AND EXISTS (SELECT 1 FROM degradation d
                  WHERE d.evidence_set_id = v.evidence_set_id
                    AND d.type = v.type AND d.year = v.year AND d.area_m2 > 0)
),
place AS (
    SELECT evidence_id, COALESCE(year_first, 0) AS first,
           COALESCE(year_last, 9999) AS last,
           CASE WHEN kind = 'mining-footprint' THEN COALESCE(substr(domain, 1, 3), 'MIN')
                ELSE substr(domain, 1, 3) END AS domain
    FROM evidence
    WHERE kind = 'mining-footprint'
       OR (incident_id IS NOT NULL AND precision_class <= 2)
)
SELECT p.evidence_id, s.measure,
       CASE WHEN p.domain = 'FOR' AND max(s.type = 'burned_area') THEN 'FOR_FIR'
            ELSE p.domain END
FROM share s JOIN evidence_set m USING (evidence_set_id)
     JOIN place p USING (evidence_id)
     JOIN type_domain t ON t.type = s.type AND t.domain = p.domain
WHERE s.year BETWEEN p.first AND p.last
GROUP BY p.evidence_id, s.measure
ORDER BY p.evidence_id, s.measure;
