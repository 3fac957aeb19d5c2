-- The catalogue, before it is filled again.
DELETE FROM indicator;
