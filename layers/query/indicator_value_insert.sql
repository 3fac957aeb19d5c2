-- A figure.
INSERT INTO indicator_value (zone_id, year, indicator, series, class, measure,
                             scenario, value, low, high, unit, obs_status,
                             dataset, note, run_id)
VALUES (:zone_id, :year, :indicator, :series, :class, :measure, :scenario,
        :value, :low, :high, :unit, :obs_status, :dataset, :note,
        (SELECT MIN(run_id) FROM run));
