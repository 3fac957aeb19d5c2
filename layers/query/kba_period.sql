-- out: year_from INTEGER, year_to INTEGER
SELECT year_from, year_to FROM run;
