-- The run that made this store.
-- in: :assessment :title :year_from :year_to :audience :program :libraries :sha256 :text
INSERT INTO run (run_id, assessment, title, year_from, year_to, audience,
                 program, libraries, assessment_sha256, assessment_text)
VALUES (1, :assessment, :title, :year_from, :year_to, :audience,
        :program, :libraries, :sha256, :text);
