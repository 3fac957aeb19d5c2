-- An incident that an earlier reading brought in as it is now: seen again.
UPDATE incident SET reading = :reading, file = :file, row = :row
WHERE incident_id = (
    SELECT min(incident_id) FROM incident
    WHERE dataset_id = :dataset_id AND key = :key AND row_hash = :row_hash
      AND merged = :all_merged AND nrows = :nrows AND reading < :reading);
