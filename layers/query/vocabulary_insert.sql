-- A term of a list.
INSERT INTO vocabulary (list, code, parent, level, title_en, title_es, title_fr,
                        title_pt, unofficial, also, note, source, status)
VALUES (:list, :code, :parent, :level, :title_en, :title_es, :title_fr,
        :title_pt, :unofficial, :also, :note, :source, :status);
