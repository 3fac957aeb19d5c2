-- A staged row becomes an incident.
INSERT INTO incident (dataset_id, dataset, key, name, date_first, date_last,
    date_precision, domain, subtype, iccs, organized, transnational,
    source_type, reliability, credibility, status, sensitivity,
    precision_class, precision_m, flags, place_name, place_code, place_parent,
    place_zone_id, place_outcome, properties, file, row, row_hash, nrows, merged, geom)
SELECT :dataset_id, :dataset, :key, name, date_first, date_last,
    date_precision, domain, subtype, iccs, organized, transnational,
    source_type, reliability, credibility, status, sensitivity,
    precision_class, precision_m, trim(flags || :flags), place_name, place_code,
    place_parent, place_zone_id, place_outcome, properties, file, row, row_hash, :nrows, :merged,
    GeomFromWKB(wkb, 4326)
FROM incident_stage WHERE stage_id = :stage_id;
