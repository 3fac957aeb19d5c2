-- From hectares to organized crime, line by line, with the reasons: for each zone
-- set whose zones do not overlap, type and dataset, over the period.
CREATE VIEW attribution_step AS
WITH sums AS (
    SELECT z.zone_set_id, z.zone_set, a.type, a.dataset_id, a.measure, a.domain,
           a.tier, sum(a.low_m2) / 1e4 AS low, sum(a.central_m2) / 1e4 AS central,
           sum(a.high_m2) / 1e4 AS high
    FROM attribution a JOIN zone z USING (zone_id)
         JOIN zone_set s ON s.zone_set_id = z.zone_set_id
    WHERE NOT s.overlap_m2 > 1
    GROUP BY z.zone_set_id, a.type, a.dataset_id, a.measure, a.domain, a.tier
),
why AS ( -- the rules that gave a tier, and what it is worth
    SELECT v.tier, (SELECT group_concat(title, '; ') FROM
                        (SELECT DISTINCT r.title FROM evidence e
                              JOIN rule r ON r.id = e.tier_rule
                         WHERE e.tier = v.tier ORDER BY r.position)) AS rules,
           group_concat(CASE quantity WHEN 'illegal'
               THEN printf('illegal %g to %g (%g)', low, high, central) END) AS q,
           group_concat(CASE WHEN quantity = 'organized' AND told IN ('unknown', 'any')
               THEN printf('organized, if illegal and nothing is told, %g to %g (%g)',
                           low, high, central) END) AS o,
           group_concat(CASE WHEN quantity = 'transnational'
                                  AND told IN ('unknown', 'any')
               THEN printf('across borders, if organized and nothing is told, '
                           || '%g to %g (%g)', low, high, central) END) AS g
    FROM tier_value v GROUP BY v.tier
)
SELECT s.zone_set, s.type, d.id AS dataset,
       CASE s.measure WHEN 'DEG' THEN 1 WHEN 'ILL' THEN 2 WHEN 'ORG' THEN 3
            WHEN 'TOC' THEN 4 WHEN 'LEGAL' THEN 5 ELSE 6 END AS step,
       s.measure, s.domain, s.tier, s.low AS low_ha, s.central AS central_ha,
       s.high AS high_ha,
       CASE WHEN s.tier <> '_T' AND s.measure = 'ILL'
                THEN printf('%s (%s). Worth: %s', s.tier, coalesce(w.rules, ''), w.q)
            WHEN s.tier <> '_T' AND s.measure = 'ORG'
                THEN printf('%s. Worth: %s', s.tier, w.o)
            WHEN s.tier <> '_T' AND s.measure = 'TOC'
                THEN printf('%s. Worth: %s', s.tier, w.g)
            WHEN s.measure = 'DEG' THEN 'degraded, as mapped'
            WHEN s.measure = 'ILL' THEN 'with evidence of illegality: the strongest '
                                        || 'that holds at each place'
            WHEN s.measure = 'ORG' THEN 'of it, with evidence of organized crime'
            WHEN s.measure = 'TOC' THEN 'of it, with evidence that it crosses borders'
            WHEN s.measure = 'LEGAL' THEN 'under a valid permit, with no decision, '
                                          || 'enforcement or other evidence'
            ELSE 'the rest: neither legal nor illegal by what is known' END AS reason
FROM sums s JOIN dataset d USING (dataset_id) LEFT JOIN why w ON w.tier = s.tier
ORDER BY s.zone_set_id, s.type, s.dataset_id, step, s.tier <> '_T', s.tier, s.domain;
