-- check: A part of a footprint is no larger than the footprint; it is one of a footprint and a permit.
SELECT printf('permit_overlap %d', o.permit_overlap_id) AS place,
       printf('%.1f m2 of %.1f m2 of %s, permit %s', o.area_m2, o.footprint_m2,
              f.kind, coalesce(p.kind, 'none')) AS problem
FROM permit_overlap o JOIN evidence f ON f.evidence_id = o.footprint_id
     LEFT JOIN evidence p ON p.evidence_id = o.permit_id
WHERE o.area_m2 > o.footprint_m2 * (1 + 1e-6) OR f.kind <> 'mining-footprint'
   OR p.kind <> 'permits';
