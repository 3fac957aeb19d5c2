-- The box around the zones of one dataset: the scope, when an area is named.
-- in: :dataset TEXT
-- out: w s e n REAL
SELECT min(MbrMinX(geom)) AS w, min(MbrMinY(geom)) AS s,
       max(MbrMaxX(geom)) AS e, max(MbrMaxY(geom)) AS n
FROM zone JOIN zone_set USING (zone_set_id) JOIN dataset USING (dataset_id)
WHERE dataset.id = :dataset;
