INSERT INTO validation_decile (measure, low, high, n, area_ha, predicted, observed,
                               fitted)
VALUES (:measure, :low, :high, :n, :area_ha, :predicted, :observed, :fitted);
