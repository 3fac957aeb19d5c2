-- The staged rows by key; those that are the same one after the other.
-- out: stage_id, key, row_hash, merged
SELECT stage_id, key, row_hash, merged FROM incident_stage
ORDER BY key, row_hash, merged, file, row;
