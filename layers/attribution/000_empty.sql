-- The tables of attribution, before they are filled again.
DELETE FROM attribution;
DELETE FROM forest_driver;
