-- in: :kind TEXT
INSERT INTO "{table}" (evidence_id, dataset, key, name, domain, tier, tier_name,
                       rule, year, year_start, year_end, geom)
SELECT e.evidence_id, e.dataset, e.key, e.name, coalesce(e.subtype, e.domain),
       e.tier, v.title_en, r.title, e.year, e.date_first,
       COALESCE(e.date_last, e.date_first), e.geom
FROM evidence e
     LEFT JOIN vocabulary v ON v.list = 'tier' AND v.code = e.tier
     LEFT JOIN rule r ON r.id = e.tier_rule
WHERE e.kind = :kind AND e.geom IS NOT NULL ORDER BY e.evidence_id;
