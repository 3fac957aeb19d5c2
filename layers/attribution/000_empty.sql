-- The tables of attribution, before they are filled again.
DELETE FROM attribution;
DELETE FROM forest_driver;
-- What was said of how far the old ones can be trusted.
DELETE FROM validation;
DELETE FROM validation_decile;
