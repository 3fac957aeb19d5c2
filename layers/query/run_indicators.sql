-- Codes of the indicators that the store holds.
-- out: indicator TEXT
SELECT DISTINCT indicator FROM indicator ORDER BY indicator;
