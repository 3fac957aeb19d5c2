-- title: Refused rows
SELECT dataset, file, reason, count(*) AS rows, min(row) AS first_row
FROM rejected GROUP BY dataset, file, reason ORDER BY dataset, file, reason;
