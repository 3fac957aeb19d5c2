-- The run, for titles and footers.
SELECT title, year_from, year_to, substr(assessment_sha256, 1, 8), program,
       assessment FROM run;
