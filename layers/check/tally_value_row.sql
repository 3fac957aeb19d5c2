-- check: The sum of a value raster belongs to a row of the tally, and its valid area is a part of that row's.
SELECT printf('zone %d, combination %d, evidence set %d', v.zone_id,
              v.combination_id, v.evidence_set_id) AS place,
       CASE WHEN t.area_cm2 IS NULL THEN 'there is no such row in tally'
            ELSE printf('%d cm2 have a value, of %d cm2', v.valid_cm2, t.area_cm2)
       END AS problem
FROM tally_value v
     LEFT JOIN tally t USING (zone_id, combination_id, evidence_set_id)
WHERE t.area_cm2 IS NULL OR v.valid_cm2 < 0 OR v.valid_cm2 > t.area_cm2 + 1;
