-- A staged row becomes an incident. in: its columns, and :reading, :nrows,
-- :all_merged, :more_flags
INSERT INTO incident (dataset_id, dataset, key, name, date_first, date_last,
    date_precision, domain, subtype, iccs, organized, transnational,
    source_type, reliability, credibility, status, sensitivity,
    precision_class, precision_m, flags, place_name, place_code, place_parent,
    case_id, properties, file, row, row_hash, nrows, merged, reading, geom)
VALUES (:dataset_id, :dataset, :key, :name, :date_first, :date_last,
    :date_precision, :domain, :subtype, :iccs, :organized, :transnational,
    :source_type, :reliability, :credibility, :status, :sensitivity,
    :precision_class, :precision_m, trim(:flags || :more_flags), :place_name,
    :place_code, :place_parent, :case_id, :properties, :file, :row, :row_hash,
    :nrows, :all_merged, :reading, GeomFromWKB(:wkb, 4326));
