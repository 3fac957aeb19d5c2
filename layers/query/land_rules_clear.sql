-- The rules of SDG 15.3.1, before they are read again.
DELETE FROM land_cover_change;
DELETE FROM soil_carbon_factor;
DELETE FROM soil_carbon_climate;
DELETE FROM productivity_change;
