-- Reports of tier T1 to T3 in the period for each 1 000 ha of degradation of a
-- type in it.
-- Below the parameter evidence.density_least nothing can be said about causes:
-- absence of evidence is not evidence of absence. Nor where a raster sees a part
-- of the zone only, as the incidents are those of the whole zone.
WITH period AS (SELECT year_from, year_to FROM run),
items AS (
    SELECT iz.zone_id, count(*) AS n
    FROM incident_zone iz JOIN evidence e USING (incident_id), period
    WHERE e.tier IN ('T1', 'T2', 'T3')
      AND e.year BETWEEN year_from AND year_to
    GROUP BY iz.zone_id
),
area AS (
    SELECT zone_id, type, dataset_id, sum(area_m2) AS area_m2
    FROM degradation, period WHERE year BETWEEN year_from AND year_to
    GROUP BY zone_id, type, dataset_id
),
unseen AS ( -- of the dataset's own raster; polygons are seen on the whole grid
    SELECT zone_id, dataset_id, max(m2) AS m2 FROM (
        SELECT t.zone_id, c.dataset_id, sum(t.area_cm2) / 1e4 AS m2
        FROM tally t JOIN combination c USING (combination_id)
        WHERE c.to_role = 'outside'
        GROUP BY t.zone_id, c.dataset_id, c.theme, c.year)
    GROUP BY zone_id, dataset_id
),
density AS (
    SELECT a.*, coalesce(i.n, 0) AS n,
           coalesce(u.m2, w.m2, 0) / z.area_m2 AS unseen,
           CASE WHEN a.area_m2 > 0 THEN coalesce(i.n, 0) * 1e7 / a.area_m2 END
               AS per_1000_ha
    FROM area a JOIN zone z USING (zone_id) LEFT JOIN items i USING (zone_id)
         LEFT JOIN unseen u ON u.zone_id = a.zone_id
                           AND u.dataset_id = a.dataset_id
         LEFT JOIN unseen w ON w.zone_id = a.zone_id AND w.dataset_id IS NULL
)
INSERT INTO evidence_density (zone_id, type, dataset_id, nitems, area_m2,
                              per_1000_ha, enough, note)
SELECT zone_id, type, dataset_id, n, area_m2,
       CASE WHEN unseen < 0.01 THEN per_1000_ha END,
       CASE WHEN unseen < 0.01 THEN per_1000_ha >= (
           SELECT CAST(value AS REAL) FROM parameter
           WHERE name = 'evidence.density_least') END,
       CASE WHEN unseen >= 0.01
            THEN printf('%.0f percent of the zone lie off the raster', 100 * unseen)
            WHEN per_1000_ha IS NULL THEN 'no degradation of this type'
            ELSE '' END
FROM density
WHERE EXISTS (SELECT 1 FROM incident) ORDER BY zone_id, type, dataset_id;
