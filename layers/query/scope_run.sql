-- Whose store it is.
-- out: assessment TEXT
SELECT assessment FROM run;
