-- What the draws of all zones of a set come to.
-- in: :zone_set :type :dataset :measure :mean :sd :p05 :p50 :p95
INSERT INTO attribution_total (zone_set_id, type, dataset_id, measure, mean_m2,
                               sd_m2, p05_m2, p50_m2, p95_m2)
VALUES (:zone_set, :type, :dataset, :measure, :mean, :sd, :p05, :p50, :p95);
