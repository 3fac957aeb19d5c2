-- check: The parts of an evidence polygon in the zones of a partition are no more than the whole of it.
-- why: What two zones share would count twice; 1e-6 covers the rounding of cut borders.
SELECT printf('evidence %d', ez.evidence_id) AS place,
       printf('%.7f of it lie in zones of set %s', sum(ez.share), z.zone_set) AS problem
FROM evidence_zone ez JOIN zone z USING (zone_id)
     JOIN zone_set s ON s.zone_set_id = z.zone_set_id
WHERE NOT s.overlap_m2 > 0
GROUP BY ez.evidence_id, z.zone_set_id
HAVING sum(ez.share) > 1 + 1e-6;
