-- What is covered of a key biodiversity area in a year.
INSERT INTO kba_cover (kba_id, year, area_m2, covered_m2, low_m2, high_m2, nundated)
VALUES (:kba_id, :year, :area_m2, MIN(:covered_m2, :area_m2), MIN(:low_m2, :area_m2),
        MIN(:high_m2, :area_m2), :nundated);
