-- Evidence in the tally of incidents that go: it stays as the run had it.
UPDATE evidence SET incident_id = NULL
WHERE incident_id IN (
    SELECT incident_id FROM incident i
    WHERE dataset_id = :dataset_id AND reading < :reading
      AND EXISTS (SELECT 1 FROM incident n WHERE n.dataset_id = i.dataset_id
                  AND n.key = i.key AND n.reading = :reading));
