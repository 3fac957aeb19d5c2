-- title: Evidence by tier
SELECT coalesce(e.tier, 'none') AS tier, coalesce(e.tier_rule, '') AS rule,
       coalesce(r.title, '') AS title, count(*) AS items
FROM evidence e LEFT JOIN rule r ON r.id = e.tier_rule
WHERE EXISTS (SELECT 1 FROM rule)
GROUP BY e.tier, e.tier_rule
ORDER BY r.position IS NULL, r.position;
