-- People near attributed sites; zone_id NULL: in a zone or not.
INSERT INTO people_near (zone_id, measure, domain, distance_m, dataset_id, sex,
                         age_from, age_to, persons)
VALUES (:zone_id, :measure, :domain, :distance_m,
        (SELECT dataset_id FROM dataset WHERE id = :dataset), :sex, :age_from,
        :age_to, :persons);
