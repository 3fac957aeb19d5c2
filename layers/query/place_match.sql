-- What a name of a place was taken for. A name that an earlier reading gave is
-- told anew. Rows are counted by place_count.
INSERT INTO place_match (dataset_id, dataset, name, code, parent, outcome, how,
    why, zone_set, zone_key, zone_name, zone_id, candidates, nrows, nrefused)
VALUES (:dataset_id, :dataset, :name, :code, :parent, :outcome, :how, :why,
    coalesce((SELECT zone_set FROM zone WHERE zone_id = :zone_id), ''),
    coalesce((SELECT key FROM zone WHERE zone_id = :zone_id), ''),
    coalesce((SELECT name FROM zone WHERE zone_id = :zone_id), ''),
    :zone_id, :candidates, 0, :nrefused)
ON CONFLICT (dataset_id, name, code, parent) DO UPDATE SET
    outcome = excluded.outcome, how = excluded.how, why = excluded.why,
    zone_set = excluded.zone_set, zone_key = excluded.zone_key,
    zone_name = excluded.zone_name, zone_id = excluded.zone_id,
    candidates = excluded.candidates, nrefused = excluded.nrefused;
