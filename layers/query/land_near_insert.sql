-- Land of a class near attributed sites.
INSERT INTO land_near (zone_id, measure, domain, distance_m, dataset_id, year,
                       label, area_m2)
VALUES (:zone_id, :measure, :domain, :distance_m,
        (SELECT dataset_id FROM dataset WHERE id = :dataset), :year, :label,
        :area_m2);
