-- A layer for people.
INSERT INTO layer (name, title, abstract, theme, indicator, series, zone_set,
                   unit, style, licence, attribution, position)
VALUES (:name, :title, :abstract, :theme, :indicator, :series, :zone_set, :unit,
        :style, :licence, :attribution, (SELECT count(*) + 1 FROM layer));
