-- An evidence polygon.
INSERT INTO evidence (dataset_id, dataset, kind, key, name, date_first, date_last,
                      year, repaired, properties, geom)
VALUES (:dataset_id, :dataset, :kind, :key, :name, :date_first, :date_last, :year,
        :repaired, :properties, MultiPolygonFromWKB(:wkb, 4326));
