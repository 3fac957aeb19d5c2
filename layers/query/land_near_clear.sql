DELETE FROM land_near;
