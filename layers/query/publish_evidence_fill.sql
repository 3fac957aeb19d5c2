-- in: :kind TEXT
INSERT INTO "{table}" (evidence_id, dataset, key, name, year, year_start,
                       year_end, geom)
SELECT evidence_id, dataset, key, name, year, date_first,
       COALESCE(date_last, date_first), geom
FROM evidence WHERE kind = :kind AND geom IS NOT NULL ORDER BY evidence_id;
