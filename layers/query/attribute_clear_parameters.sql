-- Parameters of the rules before.
DELETE FROM parameter WHERE name GLOB 'value.*';
