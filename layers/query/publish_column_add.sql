-- A further series as a column of the layer.
ALTER TABLE "{table}" ADD COLUMN "{column}" REAL;
