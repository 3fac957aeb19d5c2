-- Uncalibrated defaults, to be replaced by the baseline of the national action
-- plan under the Minamata Convention where there is one.
INSERT INTO mercury_factor (practice, quantity, low, mode, high, unit, source, status)
VALUES
    ('', 'yield', 0.1, 0.3, 2.0, 'kg gold/ha',
     'assumed; the press note of the Calculadora de Impactos do Garimpo (CSF, MPF) takes 7 ha for 1 kg of alluvial gold, 0.143 kg/ha',
     'A'),
    ('concentrate', 'ratio', 1.0, 1.3, 2.0, 'kg mercury/kg gold',
     'assumed: amalgamation of concentrate', 'A'),
    ('whole-ore', 'ratio', 3, 5, 10, 'kg mercury/kg gold',
     'assumed: amalgamation of the whole ore', 'A'),
    ('cyanidation', 'ratio', 0, 0, 0, 'kg mercury/kg gold',
     'cyanidation alone uses no mercury', 'D'),
    ('concentrate', 'air', 0.75, 0.75, 0.75, 'part', 'assumed: without a retort', 'A'),
    ('whole-ore', 'air', 0.25, 0.25, 0.25, 'part', 'assumed', 'A'),
    ('cyanidation', 'air', 0, 0, 0, 'part', 'no mercury', 'D');
