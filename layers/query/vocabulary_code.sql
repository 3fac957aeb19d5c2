-- The code of a term in another scheme.
INSERT INTO vocabulary_code (list, code, scheme, other)
VALUES (:list, :code, :scheme, :other);
