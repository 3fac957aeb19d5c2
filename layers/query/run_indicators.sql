-- Codes of the indicators that the store was asked for.
-- out: indicator TEXT
SELECT indicator FROM indicator UNION SELECT indicator FROM indicator_skipped
ORDER BY indicator;
