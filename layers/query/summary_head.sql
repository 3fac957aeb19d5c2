-- section: head
SELECT title, year_from, year_to, program FROM run;
