-- A part of a footprint that no permit allows in its whole period.
INSERT INTO permit_overlap (footprint_id, permit_id, relation, area_m2,
                            footprint_m2, geom)
VALUES (:footprint_id, :permit_id, :relation, :area_m2, :footprint_m2,
        MultiPolygonFromWKB(:wkb, 4326));
