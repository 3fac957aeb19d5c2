-- The superseded incidents go.
DELETE FROM incident
WHERE dataset_id = :dataset_id AND reading < :reading
  AND EXISTS (SELECT 1 FROM incident n WHERE n.dataset_id = incident.dataset_id
              AND n.key = incident.key AND n.reading = :reading);
