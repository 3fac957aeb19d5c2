-- Incidents of the period for each 1 000 ha of degradation of a type in it.
-- Below the parameter evidence.density_least nothing can be said about causes:
-- absence of evidence is not evidence of absence.
WITH period AS (SELECT year_from, year_to FROM run),
items AS (
    SELECT zone_id, sum(n) AS n FROM incident_year, period
    WHERE year BETWEEN year_from AND year_to GROUP BY zone_id
),
area AS (
    SELECT zone_id, type, dataset_id, sum(area_m2) AS area_m2
    FROM degradation, period WHERE year BETWEEN year_from AND year_to
    GROUP BY zone_id, type, dataset_id
),
density AS (
    SELECT a.*, coalesce(i.n, 0) AS n,
           CASE WHEN a.area_m2 > 0 THEN coalesce(i.n, 0) * 1e7 / a.area_m2 END
               AS per_1000_ha
    FROM area a LEFT JOIN items i USING (zone_id)
)
INSERT INTO evidence_density (zone_id, type, dataset_id, nitems, area_m2,
                              per_1000_ha, enough, note)
SELECT zone_id, type, dataset_id, n, area_m2, per_1000_ha,
       per_1000_ha >= (SELECT CAST(value AS REAL) FROM parameter
                       WHERE name = 'evidence.density_least'),
       CASE WHEN per_1000_ha IS NULL THEN 'no degradation of this type' ELSE '' END
FROM density
WHERE EXISTS (SELECT 1 FROM incident) ORDER BY zone_id, type, dataset_id;
