-- in: :series TEXT
UPDATE "{table}" SET "{column}" = (
    SELECT v.value FROM indicator_value v
    WHERE v.zone_id = "{table}".zone_id AND v.year = "{table}".year
      AND v.series = :series AND v.scenario = 'central'
      AND v.measure IN ('OBS', 'DEG'));
