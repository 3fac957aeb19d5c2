-- An official value.
INSERT INTO context_value (dataset_id, dataset, indicator, series, area, zone_set,
                           year, month, value, low, high, unit, source)
VALUES (:dataset_id, :dataset, :indicator, :series, :area, :zone_set, :year,
        :month, :value, :low, :high, :unit, :source);
