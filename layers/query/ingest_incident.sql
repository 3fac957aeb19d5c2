-- A reported event, as it came.
INSERT INTO incident (dataset_id, dataset, key, name, date_first, date_last,
                      sensitivity, properties, geom)
VALUES (:dataset_id, :dataset, :key, :name, :date_first, :date_last,
        :sensitivity, :properties, GeomFromWKB(:wkb, 4326));
