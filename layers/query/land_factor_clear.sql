-- soil_carbon_factor, before it is read again.
DELETE FROM soil_carbon_factor;
