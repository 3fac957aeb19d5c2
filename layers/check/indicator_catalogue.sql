-- check: A figure has the unit and indicator that the catalogue gives its series.
SELECT printf('%s of zone %d in %d', v.series, v.zone_id, v.year) AS place,
       printf('unit %s of %s, the catalogue has %s of %s', v.unit, v.indicator,
              i.unit, i.indicator) AS problem
FROM indicator_value v JOIN indicator i USING (series)
WHERE v.unit <> i.unit OR v.indicator <> i.indicator;
