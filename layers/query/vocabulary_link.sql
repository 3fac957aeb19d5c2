-- A relation of a term to one of another list.
INSERT INTO vocabulary_link (list, code, relation, to_list, to_code, position)
VALUES (:list, :code, :relation, :to_list, :to_code, :position);
