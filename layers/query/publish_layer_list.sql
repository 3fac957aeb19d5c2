-- All layers, in the order of the project.
SELECT name, title, abstract, theme, indicator, series, zone_set, unit, style,
       licence, attribution
FROM layer ORDER BY position;
