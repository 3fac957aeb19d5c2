-- A series of an indicator file.
INSERT INTO indicator (series, indicator, title, unit, unit_text, main, formula,
                       method, source, caveat, file, official, tier, custodian,
                       class, inputs, verified_on)
VALUES (:series, :indicator, :title, :unit, :unit_text, :main, :formula,
        :method, :source, :caveat, :file, :official, :tier, :custodian,
        :class, :inputs, :verified_on);
