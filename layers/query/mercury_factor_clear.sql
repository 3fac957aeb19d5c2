DELETE FROM mercury_factor;
