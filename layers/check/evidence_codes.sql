-- check: Codes of evidence are in the vocabularies, where the store has them.
WITH told AS (
    SELECT evidence_id, 'domain' AS list, domain AS code FROM evidence
    UNION ALL SELECT evidence_id, 'domain', subtype FROM evidence
    UNION ALL SELECT evidence_id, 'phase', phase FROM evidence
    UNION ALL SELECT evidence_id, 'source_type', source_type FROM evidence
    UNION ALL SELECT evidence_id, 'reliability', reliability FROM evidence
    UNION ALL SELECT evidence_id, 'credibility', credibility FROM evidence
    UNION ALL SELECT evidence_id, 'status', status FROM evidence
), used AS (
    SELECT list, code, min(evidence_id) AS first FROM told
    WHERE code IS NOT NULL GROUP BY list, code
)
SELECT printf('evidence %d', first) AS place,
       printf('%s is no code of %s', code, list) AS problem
FROM used
WHERE EXISTS (SELECT 1 FROM vocabulary v WHERE v.list = used.list)
  AND NOT EXISTS (SELECT 1 FROM vocabulary v
                  WHERE v.list = used.list AND v.code = used.code);
