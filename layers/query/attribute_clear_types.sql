-- Domains of types, before they are read again.
DELETE FROM type_domain;
