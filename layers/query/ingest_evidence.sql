-- An evidence polygon. It covers events of the years of its dates; one that
-- holds from a day on (:lasts) has no last year.
INSERT INTO evidence (dataset_id, dataset, kind, key, name, date_first, date_last,
                      year, repaired, properties, activity, domain, sensitivity,
                      year_first, year_last, geom)
VALUES (:dataset_id, :dataset, :kind, :key, :name, :date_first, :date_last, :year,
        :repaired, :properties, :activity,
        CASE WHEN :activity NOT LIKE '%,%' THEN :activity END, :sensitivity,
        :year,
        CASE WHEN :lasts THEN NULL ELSE CAST(substr(:date_last, 1, 4) AS INTEGER) END,
        MultiPolygonFromWKB(:wkb, 4326));
