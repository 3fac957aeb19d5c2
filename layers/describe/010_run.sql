-- title: Assessment
SELECT assessment, title, year_from, year_to, audience, program, libraries,
       assessment_sha256
FROM run;
