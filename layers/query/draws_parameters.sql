-- out: name, value
SELECT name, value FROM parameter WHERE name GLOB 'montecarlo.*' ORDER BY name;
