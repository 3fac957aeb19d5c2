-- A series of an indicator file.
INSERT INTO indicator (series, indicator, title, unit, unit_text, main, formula,
                       method, source, caveat, file, official, tier, custodian,
                       class, inputs, verified_on, level)
VALUES (:series, :indicator, :title, :unit, :unit_text, :main, :formula,
        :method, :source, :caveat, :file, :official, :tier, :custodian,
        :class, :inputs, :verified_on,
        :level OR :unit IN ('PT', 'IX', 'PER_100000_POP', 'T_PER_HA'));
