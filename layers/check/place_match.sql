-- check: A name of a place stands for one zone, which its incidents have too, in the class that its area allows; an ambiguous one is refused or has coordinates.
WITH have AS (
    SELECT dataset_id, place_name, place_code, place_parent, sum(nrows) AS n
    FROM incident WHERE place_outcome IS NOT NULL
    GROUP BY dataset_id, place_name, place_code, place_parent
), limits AS (
    SELECT CAST(value AS REAL) * 1e6 AS area_max_m2
    FROM parameter WHERE name = 'place.area_max'
)
SELECT printf('%s ''%s'' ''%s'' ''%s''', m.dataset, m.name, m.code, m.parent) AS place,
       printf('%d rows were stored; %d are there', m.nrows,
              coalesce(h.n, 0)) AS problem
FROM place_match m
LEFT JOIN have h ON h.dataset_id = m.dataset_id AND h.place_name = m.name
                AND h.place_code = m.code AND h.place_parent = m.parent
WHERE coalesce(h.n, 0) <> m.nrows
  AND NOT EXISTS (SELECT 1 FROM incident_count c
                  WHERE c.dataset_id = m.dataset_id AND c.noutside > 0)
UNION ALL
SELECT printf('incident %d', i.incident_id),
       CASE WHEN m.name IS NULL THEN 'its place is not in place_match'
            WHEN i.place_outcome <> m.outcome OR i.place_zone_id IS NOT m.zone_id
            THEN printf('''%s'' is taken for another zone than in place_match', i.place_name)
            WHEN i.precision_class = 4
            THEN printf('class 4 in a zone of %.0f km2', z.area_m2 / 1e6)
            ELSE 'its place is ambiguous and it has no coordinates' END
FROM incident i
LEFT JOIN place_match m ON m.dataset_id = i.dataset_id AND m.name = i.place_name
                       AND m.code = i.place_code AND m.parent = i.place_parent
LEFT JOIN zone z ON z.zone_id = i.place_zone_id
LEFT JOIN limits l
WHERE i.place_outcome IS NOT NULL
  AND (m.name IS NULL OR i.place_outcome <> m.outcome
       OR i.place_zone_id IS NOT m.zone_id
       OR (i.geom IS NULL AND i.precision_class = 4
           AND z.area_m2 > l.area_max_m2)
       OR (i.place_outcome = 'ambiguous' AND i.geom IS NULL));
