-- A domain whose evidence may explain a type.
INSERT INTO type_domain (type, domain) VALUES (:type, :domain);
