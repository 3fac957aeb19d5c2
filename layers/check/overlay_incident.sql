-- check: The incidents of each zone set are placed, outside or vague, and those placed are those counted by year.
WITH placed AS (
    SELECT z.zone_set_id, count(DISTINCT iz.incident_id) AS n, count(*) AS pairs
    FROM incident_zone iz JOIN zone z USING (zone_id) GROUP BY z.zone_set_id
),
years AS (
    SELECT z.zone_set_id, sum(y.n) AS n, sum(y.nprecise + y.nwider + y.nuntold) AS parts
    FROM incident_year y JOIN zone z USING (zone_id) GROUP BY z.zone_set_id
)
SELECT printf('zone set %d', s.zone_set_id) AS place,
       printf('of %d incidents %d are placed (%d found), %d outside, %d vague; '
              || 'by year %d of %d', (SELECT count(*) FROM incident), s.nplaced,
              coalesce(p.n, 0), s.noutside, s.nvague, coalesce(y.n, 0),
              coalesce(p.pairs, 0)) AS problem
FROM incident_set s LEFT JOIN placed p USING (zone_set_id)
     LEFT JOIN years y USING (zone_set_id)
WHERE s.nplaced + s.noutside + s.nvague <> (SELECT count(*) FROM incident)
   OR s.nplaced <> coalesce(p.n, 0)
   OR coalesce(y.n, 0) <> coalesce(p.pairs, 0)
   OR coalesce(y.parts, 0) <> coalesce(y.n, 0);
