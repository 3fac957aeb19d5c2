-- What is known of a type of degradation on a map.
INSERT INTO map_accuracy (dataset_id, type, kind, estimator, n, users, users_se,
    producers, producers_se, ratio, ratio_se, ratio_low, ratio_high, area_ha,
    area_se_ha, synthetic, source, note)
VALUES (:dataset_id, :type, :kind, :estimator, :n, :users, :users_se,
    :producers, :producers_se, :ratio, :ratio_se, :ratio_low, :ratio_high,
    :area_ha, :area_se_ha, :synthetic, :source, :note);
