-- Lists of codes from layers/vocabulary, to be joined to what holds a code.
CREATE TABLE vocabulary (
    vocabulary_id INTEGER PRIMARY KEY,   -- in the order of the lists
    list       TEXT NOT NULL,            -- iccs, domain, country, ...
    code       TEXT NOT NULL CHECK (length(code) > 0),
    parent     TEXT,                     -- code in the same list
    level      INTEGER NOT NULL,         -- 0: no parent
    title_en   TEXT NOT NULL,
    title_es   TEXT NOT NULL,
    title_fr   TEXT NOT NULL,
    title_pt   TEXT NOT NULL,
    unofficial TEXT NOT NULL DEFAULT '', -- languages whose title is a translation
    also       TEXT NOT NULL DEFAULT '', -- other spellings, between ';'
    note       TEXT NOT NULL DEFAULT '',
    source     TEXT NOT NULL,            -- of code and English title
    status     TEXT NOT NULL,            -- code in the list verification
    UNIQUE (list, code),
    FOREIGN KEY (list, parent) REFERENCES vocabulary (list, code)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Codes of the same things in other schemes: country, m49, 004, AFG. Columns of
-- the key stand first: the integrity check of SQLite 3.40 takes others for NULL.
CREATE TABLE vocabulary_code (
    list       TEXT NOT NULL,
    scheme     TEXT NOT NULL,
    other      TEXT NOT NULL,
    code       TEXT NOT NULL,
    PRIMARY KEY (list, scheme, other),
    FOREIGN KEY (list, code) REFERENCES vocabulary (list, code)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Relations between lists: domain, MIN_AU, primary, iccs, 10043.
CREATE TABLE vocabulary_link (
    list       TEXT NOT NULL,
    code       TEXT NOT NULL,
    relation   TEXT NOT NULL,
    to_list    TEXT NOT NULL,
    to_code    TEXT NOT NULL,
    position   INTEGER NOT NULL,         -- the first primary code comes first
    PRIMARY KEY (list, code, relation, to_list, to_code),
    FOREIGN KEY (list, code) REFERENCES vocabulary (list, code)
        ON DELETE CASCADE,
    FOREIGN KEY (to_list, to_code) REFERENCES vocabulary (list, code)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- One row a country with its codes and regions, for joins.
CREATE VIEW country AS
SELECT v.code AS alpha3,
       max(c.other) FILTER (WHERE c.scheme = 'alpha2') AS alpha2,
       max(c.other) FILTER (WHERE c.scheme = 'm49') AS m49,
       v.title_en, v.title_es, v.title_fr, v.title_pt,
       (SELECT to_code FROM vocabulary_link l
        WHERE l.list = v.list AND l.code = v.code AND relation = 'region') AS region,
       (SELECT to_code FROM vocabulary_link l
        WHERE l.list = v.list AND l.code = v.code AND relation = 'subregion')
           AS subregion
FROM vocabulary v LEFT JOIN vocabulary_code c USING (list, code)
WHERE v.list = 'country'
GROUP BY v.list, v.code;
