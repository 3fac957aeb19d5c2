-- How the incidents spread over a zone set; what has no place is the rest.
INSERT INTO incident_set (zone_set_id, nplaced, noutside, nvague, nborder,
                          nseveral)
VALUES (:zone_set_id, :nplaced, :noutside,
        (SELECT count(*) FROM incident) - :nplaced - :noutside,
        :nborder, :nseveral);
