-- check: No more people live near sites than in the zone, and no more near than less near; organized is part of illegal.
-- why: A person counted twice makes the number of people affected too high.
SELECT printf('zone %d, %s %s within %g m', n.zone_id, n.measure, n.domain,
              n.distance_m) AS place,
       printf('%g people near, of %g in the zone', n.persons, p.persons) AS problem
FROM people_near n JOIN people p USING (zone_id, dataset_id, sex, age_from, age_to)
WHERE n.persons > p.persons * (1 + 1e-9)
UNION ALL
SELECT printf('zone %d, %s %s within %g m', a.zone_id, a.measure, a.domain,
              a.distance_m),
       printf('%g people, and %g %s %s within %g m', a.persons, b.persons,
              b.measure, b.domain, b.distance_m)
FROM people_near a JOIN people_near b
     ON a.zone_id = b.zone_id AND a.dataset_id = b.dataset_id AND a.sex = b.sex
        AND a.age_from = b.age_from AND a.age_to = b.age_to
        AND a.distance_m <= b.distance_m AND b.measure IN ('ILL', a.measure)
        AND b.domain IN ('_T', a.domain)
WHERE a.persons > b.persons * (1 + 1e-9);
