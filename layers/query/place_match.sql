-- What a name of a place was taken for.
INSERT INTO place_match (dataset_id, dataset, name, code, parent, outcome, how,
    why, zone_set, zone_key, zone_name, zone_id, candidates, nrows, nrefused)
VALUES (:dataset_id, :dataset, :name, :code, :parent, :outcome, :how, :why,
    coalesce((SELECT zone_set FROM zone WHERE zone_id = :zone_id), ''),
    coalesce((SELECT key FROM zone WHERE zone_id = :zone_id), ''),
    coalesce((SELECT name FROM zone WHERE zone_id = :zone_id), ''),
    :zone_id, :candidates, :nrows, :nrefused);
