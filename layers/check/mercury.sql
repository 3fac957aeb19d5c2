-- check: Mercury of organized mining is part of that of illegal mining, and this of all; air, land and water add up.
SELECT printf('zone %d, %d, %s, %s', a.zone_id, a.year, a.practice, a.measure)
           AS place,
       printf('%g kg, more than %g kg (%s)', a.mode_kg, coalesce(b.mode_kg, 0),
              CASE a.measure WHEN 'TOC' THEN 'ORG' WHEN 'ORG' THEN 'ILL'
                             ELSE 'DEG' END) AS problem
FROM mercury a LEFT JOIN mercury b
     ON a.zone_id = b.zone_id AND a.year = b.year AND a.dataset_id = b.dataset_id
        AND a.practice = b.practice
        AND b.measure = CASE a.measure WHEN 'TOC' THEN 'ORG' WHEN 'ORG' THEN 'ILL'
                                       ELSE 'DEG' END
WHERE a.measure <> 'DEG' AND a.mode_kg > coalesce(b.mode_kg, 0) * (1 + 1e-6)
UNION ALL
SELECT printf('zone %d, %d, %s, %s', zone_id, year, practice, measure),
       printf('%g kg to the air and %g kg elsewhere, of %g kg', air_kg,
              land_water_kg, mode_kg)
FROM mercury WHERE abs(air_kg + land_water_kg - mode_kg) > 1e-6 * (1 + mode_kg);
