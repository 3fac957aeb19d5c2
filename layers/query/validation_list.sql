-- out: part, what, type, measure, quantity, value, least, most, passed, n, note
SELECT part, what, type, measure, quantity, value, least, most, passed, n, note
FROM validation ORDER BY position;
