-- soil_carbon_climate, before it is read again.
DELETE FROM soil_carbon_climate;
