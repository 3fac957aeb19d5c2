DELETE FROM mercury;
