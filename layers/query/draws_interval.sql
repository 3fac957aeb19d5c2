-- What the draws of a zone come to. A period has the last year of it.
-- in: :zone :span :year :type :dataset :measure :mean :sd :p05 :p50 :p95
INSERT INTO attribution_interval (zone_id, span, year, type, dataset_id, measure,
                                  mean_m2, sd_m2, p05_m2, p50_m2, p95_m2)
SELECT :zone, :span, coalesce(:year, (SELECT max(year_to) FROM run), 0), :type,
       :dataset, :measure, :mean, :sd, :p05, :p50, :p95;
