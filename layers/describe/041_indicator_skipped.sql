-- title: Indicators that were skipped
SELECT indicator, missing, file FROM indicator_skipped ORDER BY indicator, file;
