-- What earlier readings said of a key that this one has too, and says otherwise.
-- Of sensitive incidents only the hash is kept.
INSERT INTO incident_superseded (dataset_id, key, row_hash, nrows, first_reading,
    reading, name, date_first, date_last, domain, properties)
SELECT dataset_id, key, row_hash, nrows, reading, :reading,
       CASE WHEN sensitivity < 2 THEN name ELSE '' END, date_first, date_last,
       domain, CASE WHEN sensitivity < 2 THEN properties ELSE '{}' END
FROM incident i
WHERE dataset_id = :dataset_id AND reading < :reading
  AND EXISTS (SELECT 1 FROM incident n WHERE n.dataset_id = i.dataset_id
              AND n.key = i.key AND n.reading = :reading)
ORDER BY incident_id;
