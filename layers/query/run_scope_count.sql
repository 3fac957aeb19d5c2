-- Incidents that the scope left out, of those that a mapping brought in.
UPDATE incident_count SET noutside = nstored -
    (SELECT count(*) FROM incident i
     WHERE i.dataset_id = incident_count.dataset_id);
