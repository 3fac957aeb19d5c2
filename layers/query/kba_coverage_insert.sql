-- The mean over the key biodiversity areas of a zone.
INSERT INTO kba_coverage (zone_id, year, ecosystem, nkba, percent, low, high)
VALUES (:zone_id, :year, :ecosystem, :nkba, MIN(:percent, 100.0), MIN(:low, 100.0),
        MIN(:high, 100.0));
