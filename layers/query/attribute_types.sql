-- Types of degradation that were found and that no domain explains.
-- out: type TEXT
SELECT DISTINCT type FROM degradation
WHERE type NOT IN (SELECT type FROM type_domain) ORDER BY type;
