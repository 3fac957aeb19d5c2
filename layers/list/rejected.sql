-- title: Refused rows, one by one
SELECT printf('%s row %d', file, row) AS place, dataset, file, row, key, reason,
       original
FROM rejected ORDER BY dataset, file, row, rejected_id;
