-- title: Factors of gold and mercury
SELECT practice, quantity, low, mode, high, unit, source, status
FROM mercury_factor ORDER BY quantity DESC, practice;
