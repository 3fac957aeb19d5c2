DELETE FROM validation_decile;
