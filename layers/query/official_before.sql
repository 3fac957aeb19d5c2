-- Is the value there already? And the unit that the series has so far.
-- in:  :indicator, :series, :area, :zone_set TEXT, :year, :month INTEGER
-- out: there INTEGER, unit TEXT or NULL
SELECT EXISTS (SELECT 1 FROM context_value
               WHERE indicator = :indicator AND series = :series AND area = :area
                 AND zone_set = :zone_set AND year = :year AND month = :month),
       (SELECT MIN(unit) FROM context_value
        WHERE indicator = :indicator AND series = :series);
