-- The places of attributed degradation. A footprint, or an incident whose place
-- is known to 2.5 km (precision classes 0 to 2), is a site when it covers
-- degradation of its years and its domain, of which at least the share
-- near.share_least has the measure by evidence of tiers T1 to T4: its own or
-- another's over the same land. Without a domain of its
-- own a footprint is of mining; a site of forest crime on burned land is of
-- burning.
INSERT INTO attributed_site (evidence_id, measure, domain)
WITH share AS (
    SELECT w.evidence_set_id, w.type, w.year, w.measure
    FROM set_value w JOIN parameter p ON p.name = 'near.share_least'
    WHERE w.measure IN ('ILL', 'ORG') AND w.domain = '_T' AND w.tier = '_T'
      AND w.central >= CAST(p.value AS REAL)
      AND EXISTS (SELECT 1 FROM set_value v
                  WHERE v.evidence_set_id = w.evidence_set_id AND v.type = w.type
                    AND v.year = w.year AND v.measure = w.measure AND v.central > 0
                    AND substr(v.tier, 1, 2) IN ('T1', 'T2', 'T3', 'T4'))
      AND EXISTS (SELECT 1 FROM degradation d
                  WHERE d.evidence_set_id = w.evidence_set_id
                    AND d.type = w.type AND d.year = w.year AND d.area_m2 > 0)
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
