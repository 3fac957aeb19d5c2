-- The staged rows by key; those that are the same one after the other.
-- out: stage_id, key, row_hash, merged first; all columns
SELECT stage_id, key, row_hash, merged, file, row, name, date_first, date_last,
       date_precision, domain, subtype, iccs, organized, transnational,
       source_type, reliability, credibility, status, sensitivity,
       precision_class, precision_m, flags, place_name, place_code,
       place_parent, case_id, properties, wkb
FROM incident_stage ORDER BY key, row_hash, merged, file, row;
