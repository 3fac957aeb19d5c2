-- Evidence that does not reach into the scope's box: the links of points go beyond
-- what the map shows.
-- in: :w :s :e :n degrees
WITH reach AS (
    SELECT evidence_id, geom, CASE WHEN location IN ('gaussian', 'disc')
           THEN link_m / 110000.0 ELSE 0 END AS lat
    FROM evidence
)
DELETE FROM evidence WHERE evidence_id IN (
    SELECT evidence_id FROM reach WHERE MbrIntersects(geom, BuildMbr(
        :w - lat / cos(radians(min(max(abs(:s), abs(:n)) + 1, 89))), :s - lat,
        :e + lat / cos(radians(min(max(abs(:s), abs(:n)) + 1, 89))), :n + lat,
        4326)) = 0);
