-- title: Parameters
SELECT name, value, unit, source, calibrated FROM parameter ORDER BY name;
