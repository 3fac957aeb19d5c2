DELETE FROM validation;
