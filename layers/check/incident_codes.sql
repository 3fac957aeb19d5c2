-- check: Codes of incidents are in the vocabularies, where the store has them.
WITH told AS (
    SELECT incident_id, 'domain' AS list, domain AS code FROM incident
    UNION ALL SELECT incident_id, 'domain', subtype FROM incident
    UNION ALL SELECT incident_id, 'source_type', source_type FROM incident
    UNION ALL SELECT incident_id, 'reliability', reliability FROM incident
    UNION ALL SELECT incident_id, 'credibility', credibility FROM incident
    UNION ALL SELECT incident_id, 'status', status FROM incident
), used AS (
    SELECT list, code, min(incident_id) AS first FROM told
    WHERE code IS NOT NULL GROUP BY list, code
)
SELECT printf('incident %d', first) AS place,
       printf('%s is no code of %s', code, list) AS problem
FROM used
WHERE EXISTS (SELECT 1 FROM vocabulary v WHERE v.list = used.list)
  AND NOT EXISTS (SELECT 1 FROM vocabulary v
                  WHERE v.list = used.list AND v.code = used.code);
