DELETE FROM river_mined;
