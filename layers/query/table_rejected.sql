-- Rows that were refused; what they held stays in the store.
SELECT dataset, file, row, key, reason FROM rejected ORDER BY rejected_id;
