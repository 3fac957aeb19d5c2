-- check: TOC <= ORG <= ILL <= DEG of a figure, in each of value, low and high.
-- why: 1e-9 of the figure for the order of sums. A difference may be negative: sizes count.
SELECT printf('%s of zone %d in %d', a.series, a.zone_id, a.year) AS place,
       printf('%s %s (%s to %s), %s %s (%s to %s)', a.measure, a.value, a.low, a.high,
              b.measure, b.value, b.low, b.high) AS problem
FROM indicator_value a JOIN indicator_value b
     ON b.zone_id = a.zone_id AND b.series = a.series AND b.year = a.year
        AND b.scenario = a.scenario
WHERE (a.measure, b.measure) IN (VALUES ('TOC', 'ORG'), ('ORG', 'ILL'), ('ILL', 'DEG'))
  AND (abs(a.value) > abs(b.value) * (1 + 1e-9)
       OR abs(a.low) > abs(b.low) * (1 + 1e-9) OR abs(a.high) > abs(b.high) * (1 + 1e-9));
