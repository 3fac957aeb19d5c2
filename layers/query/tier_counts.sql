-- Pieces of evidence by tier, in the order of the rules.
-- out: tier, n
SELECT coalesce(e.tier, 'none') AS tier, count(*) AS n
FROM evidence e LEFT JOIN rule r ON r.id = e.tier_rule
GROUP BY e.tier ORDER BY min(r.position) IS NULL, min(r.position);
