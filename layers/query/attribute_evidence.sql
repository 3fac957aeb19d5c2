-- Graded evidence of the sets. domains: what it speaks of, between commas; '*':
-- a permit or a prohibition of everything; '': nobody tells. Years without an
-- end are NULL. A window stands in for that of reports, records of courts keep
-- the years before.
-- in:  :before :after: years, or NULL for those of the store
-- out: evidence_id, tier, organized, transnational, cluster_id, domains,
--      year_first, year_last, subsistence
WITH told AS (
    SELECT dataset_id, json_group_object(fact, value) AS facts
    FROM dataset_fact GROUP BY dataset_id
)
SELECT e.evidence_id, e.tier, e.organized, e.transnational,
       coalesce(e.cluster_id, 0) AS cluster_id,
       coalesce(e.activity, e.subtype, e.domain, e.properties ->> 'domain',
                t.facts ->> 'domain',
                CASE WHEN e.kind = 'mining-footprint' THEN 'MIN'
                     WHEN e.kind IN ('permits', 'prohibitions') THEN '*'
                     ELSE '' END) AS domains,
       CASE WHEN :before IS NULL OR e.incident_id IS NULL
                 OR e.kind = 'judicial' OR e.year_first IS NULL THEN e.year_first
            ELSE CAST(substr(e.date_first, 1, 4) AS INTEGER) - :before END
           AS year_first,
       CASE WHEN :after IS NULL OR e.incident_id IS NULL OR e.year_last IS NULL
                 THEN e.year_last
            ELSE CAST(substr(coalesce(e.date_last, e.date_first), 1, 4) AS INTEGER)
                 + :after END AS year_last,
       coalesce(i.properties ->> 'subsistence', e.properties ->> 'subsistence',
                t.facts ->> 'subsistence') = 'yes' AS subsistence
FROM evidence e LEFT JOIN told t ON t.dataset_id = e.dataset_id
     LEFT JOIN incident i ON i.incident_id = e.incident_id
WHERE e.tier IS NOT NULL
  AND e.evidence_id IN (SELECT evidence_id FROM evidence_set)
ORDER BY e.evidence_id;
