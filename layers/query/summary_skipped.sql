-- Indicators that could not be computed, and what they lack.
SELECT indicator, group_concat(missing, '; ') FROM
    (SELECT indicator, missing FROM indicator_skipped ORDER BY indicator, file)
GROUP BY indicator ORDER BY indicator;
