-- in: nothing
INSERT INTO "{table}" (permit_id, key, name, output, nearest, year_start,
                       year_end, geom)
SELECT g.permit_id, e.key, e.name, g.output, g.nearest,
       printf('%04d-01-01', g.year_first), printf('%04d-12-31', g.year_last),
       e.geom
FROM permit_ghost g JOIN evidence e ON e.evidence_id = g.permit_id
ORDER BY g.permit_id;
