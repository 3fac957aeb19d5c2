-- How much less a total spreads while one source is held.
-- in: :zone_set :type :dataset :measure :source :held :share
INSERT INTO variance_share (zone_set_id, type, dataset_id, measure, source,
                            held_sd_m2, share)
VALUES (:zone_set, :type, :dataset, :measure, :source, :held, :share);
