-- Series of the official values of an indicator that its files do not have as
-- context in that unit. A name that a file computes under is left to it.
INSERT OR IGNORE INTO indicator (series, indicator, title, unit, unit_text, main,
    formula, method, source, caveat, file, official, tier, custodian, class,
    inputs, verified_on, level)
SELECT CASE WHEN EXISTS (SELECT 1 FROM indicator i WHERE i.series = v.series)
            THEN 'context_' || v.series ELSE v.series END,
       :indicator, :title, MIN(v.unit), MIN(v.unit) || ', official value', 0,
       'as given: nothing is computed', 'An official value of the area, as it was supplied.',
       COALESCE(MAX(NULLIF(v.source, '')), MIN(v.dataset)),
       'Context: for the whole area, by the methods of its source. Not computed here, and '
       || 'nothing is computed with it.',
       :file, :official, :tier, :custodian, 'context', 'official-values', :verified_on, 1
FROM context_value v
WHERE v.indicator = :indicator AND v.month = 0
  AND NOT EXISTS (SELECT 1 FROM indicator i
                  WHERE i.series = v.series AND i.indicator = v.indicator
                    AND i.class = 'context' AND i.unit = v.unit)
GROUP BY v.series;
