-- The factor f of a climate.
INSERT INTO soil_carbon_climate (climate, f, source, status)
VALUES (:climate, :f, :source, :status);
