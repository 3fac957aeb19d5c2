-- in: nothing
INSERT INTO "{table}" (footprint_id, permit_id, footprint, permit, relation,
                       area_ha, footprint_ha, permit_first, permit_last, year,
                       year_start, year_end, geom)
SELECT o.footprint_id, o.permit_id, f.key, p.key, o.relation, o.area_m2 / 1e4,
       o.footprint_m2 / 1e4, p.date_first, p.date_last, f.year, f.date_first,
       COALESCE(f.date_last, f.date_first), o.geom
FROM permit_overlap o JOIN evidence f ON f.evidence_id = o.footprint_id
     LEFT JOIN evidence p ON p.evidence_id = o.permit_id
WHERE o.area_m2 >= 100 -- slivers of borders that were meant to be the same
ORDER BY o.permit_overlap_id;
