-- A row that was read, as incidents will hold it.
INSERT INTO incident_stage (key, row_hash, merged, file, row, name, date_first,
    date_last, date_precision, domain, subtype, iccs, organized, transnational,
    source_type, reliability, credibility, status, sensitivity,
    precision_class, precision_m, flags, place_name, place_code, place_parent,
    case_id, properties, wkb)
VALUES (:key, :row_hash, :merged, :file, :row, :name, :date_first, :date_last,
    :date_precision, :domain, :subtype, :iccs, :organized, :transnational,
    :source_type, :reliability, :credibility, :status, :sensitivity,
    :precision_class, :precision_m, :flags, :place_name, :place_code,
    :place_parent, :case_id, :properties, :wkb);
