-- in: :zone_set TEXT
INSERT INTO "{table}" (zone_id, zone_key, zone_name, year, year_start, year_end,
    value, low, high, unit, unit_text, class, obs_status, label, source, method,
    caveat, note, nwider, nuntold, persons, per_100000, domains, geom)
SELECT z.zone_id, z.key, z.name, y.year, printf('%04d-01-01', y.year),
       printf('%04d-12-31', y.year), sum(y.n), sum(y.nprecise), sum(y.n), 'N',
       'reported incidents', 'context', 'U',
       printf('%d reported incidents (%d)', sum(y.n), y.year),
       (SELECT group_concat(id, ', ') FROM
           (SELECT id FROM dataset WHERE kind = 'incidents' ORDER BY id)),
       'Counted by the zone of the point and the year of the first day; low: exact enough for the zone.',
       'Counts follow where people look and report; no report is not no crime.',
       max(y.note), sum(y.nwider), sum(y.nuntold), max(y.persons),
       sum(y.per_100000),
       group_concat(printf('%s %d', coalesce(nullif(y.domain, ''), 'not told'),
                           y.n), '; '),
       z.geom
FROM incident_year y JOIN zone z USING (zone_id)
WHERE z.zone_set = :zone_set AND y.year IS NOT NULL
GROUP BY z.zone_id, y.year ORDER BY z.zone_id, y.year;
