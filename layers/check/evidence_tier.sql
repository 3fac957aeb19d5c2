-- check: Once there are rules, each piece of evidence has the tier of a rule, or none and a reason; tiers are of the vocabulary.
-- why: A tier without the rule that gave it cannot be defended, nor can a missing one without the reason.
SELECT printf('evidence %s/%s', e.dataset, e.key) AS place,
       CASE WHEN e.tier IS NULL AND e.tier_rule IS NOT NULL
                THEN printf('no tier by rule %s', e.tier_rule)
            WHEN e.tier IS NULL THEN 'no tier and no reason'
            WHEN r.id IS NULL
                THEN printf('tier %s by %s, which is no rule', e.tier,
                            coalesce(e.tier_rule, 'none'))
            ELSE printf('tier %s by rule %s, which gives %s', e.tier, r.id,
                        r.tier) END AS problem
FROM evidence e LEFT JOIN rule r ON r.id = e.tier_rule AND r.is_cap = 0
WHERE EXISTS (SELECT 1 FROM rule)
  AND (CASE WHEN e.tier IS NULL THEN e.tier_rule IS NOT NULL
                OR NOT EXISTS (SELECT 1 FROM tier_reason t
                               WHERE t.tier_reason_id = e.tier_reason)
            ELSE r.tier IS NOT e.tier END)
UNION ALL
SELECT printf('rule %s', id), printf('%s is no tier of the vocabulary', tier)
FROM rule
WHERE NOT (is_cap AND tier = 'none')
  AND NOT EXISTS (SELECT 1 FROM vocabulary v
                  WHERE v.list = 'tier' AND v.code = rule.tier)
UNION ALL
SELECT printf('rule %s', id),
       printf('is of a file %s that is not stored', file)
FROM rule
WHERE NOT EXISTS (SELECT 1 FROM rule_file f
                  WHERE f.file = rule.file AND f.sha256 = rule.sha256)
UNION ALL
SELECT printf('evidence %s/%s', dataset, key),
       printf('there is no reason %d', tier_reason)
FROM evidence
WHERE tier_reason IS NOT NULL
  AND tier_reason NOT IN (SELECT tier_reason_id FROM tier_reason);
