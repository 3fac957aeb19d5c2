-- out: area_max_m2 REAL: larger zones are of precision class 5; tolerance_m REAL
SELECT max(CASE name WHEN 'place.area_max' THEN CAST(value AS REAL) * 1e6 END),
       max(CASE name WHEN 'place.tolerance' THEN CAST(value AS REAL) END)
FROM parameter WHERE name IN ('place.area_max', 'place.tolerance');
