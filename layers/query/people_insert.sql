-- People of a zone.
INSERT INTO people (zone_id, dataset_id, sex, age_from, age_to, persons, valid_m2)
VALUES (:zone_id, (SELECT dataset_id FROM dataset WHERE id = :dataset), :sex,
        :age_from, :age_to, :persons, :valid_m2);
