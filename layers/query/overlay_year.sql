-- Incidents by zone, year of their first day and domain. A zone is as wide as
-- the disc of its area: what may be off by more than that radius says little of
-- this zone. Persons are those of the population raster, in whatever year it
-- has; of several rasters the first is taken.
WITH persons AS (
    SELECT v.zone_id, v.dataset_id, sum(v.sum) AS persons,
           row_number() OVER (PARTITION BY v.zone_id ORDER BY v.dataset_id) AS k
    FROM tally_value v JOIN combination c USING (combination_id)
         JOIN dataset d ON d.dataset_id = v.dataset_id
    WHERE c.theme = 'total' AND d.kind = 'population'
    GROUP BY v.zone_id, v.dataset_id
),
item AS (
    SELECT iz.zone_id, CAST(substr(i.date_first, 1, 4) AS INTEGER) AS year,
           coalesce(i.domain, '') AS domain,
           CASE WHEN GeometryType(i.geom) <> 'POINT' THEN 0
                ELSE coalesce(d.radius_m, i.precision_m) END AS radius_m,
           sqrt(z.area_m2 / pi()) AS wide_m
    FROM incident_zone iz JOIN incident i USING (incident_id)
         JOIN zone z ON z.zone_id = iz.zone_id
         LEFT JOIN incident_disc d ON d.incident_id = i.incident_id
),
counted AS (
    SELECT zone_id, year, domain, count(*) AS n,
           count(*) FILTER (WHERE radius_m <= wide_m) AS nprecise,
           count(*) FILTER (WHERE radius_m > wide_m) AS nwider,
           count(*) FILTER (WHERE radius_m IS NULL) AS nuntold
    FROM item GROUP BY zone_id, year, domain
)
INSERT INTO incident_year (zone_id, year, domain, n, nprecise, nwider, nuntold,
                           persons, per_100000, note)
SELECT c.zone_id, c.year, c.domain, c.n, c.nprecise, c.nwider, c.nuntold,
       p.persons,
       CASE WHEN p.persons >= 1 THEN c.n * 1e5 / p.persons END,
       CASE WHEN p.persons >= 1 THEN '' WHEN p.persons IS NULL
            THEN 'no population raster covers the zone'
            ELSE 'nobody lives in the zone' END
FROM counted c LEFT JOIN persons p ON p.zone_id = c.zone_id AND p.k = 1
ORDER BY c.zone_id, c.year, c.domain;
