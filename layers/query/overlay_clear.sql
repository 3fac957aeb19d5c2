-- What an earlier pass put into one of its tables.
DELETE FROM "{table}";
