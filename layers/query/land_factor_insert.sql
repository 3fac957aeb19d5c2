-- What is left of the soil's carbon after a change of land cover.
INSERT INTO soil_carbon_factor (before, after, factor, source, status)
VALUES (:before, :after, :factor, :source, :status);
