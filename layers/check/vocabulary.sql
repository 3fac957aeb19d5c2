-- check: A term of a vocabulary has four titles, a source, a known status and parents without a circle; what it is linked to is there.
-- why: Lists may come from a folder given with --layers and be edited later.
WITH RECURSIVE up (list, code, parent, steps) AS (
    SELECT list, code, parent, 1 FROM vocabulary WHERE parent IS NOT NULL
    UNION ALL
    SELECT up.list, up.code, v.parent, steps + 1
    FROM up JOIN vocabulary v ON v.list = up.list AND v.code = up.parent
    WHERE v.parent IS NOT NULL AND steps < 100
)
SELECT printf('%s %s', list, code) AS place, 'a title or the source is empty' AS problem
FROM vocabulary
WHERE trim(title_en) = '' OR trim(title_es) = '' OR trim(title_fr) = ''
   OR trim(title_pt) = '' OR trim(source) = ''
UNION ALL
SELECT printf('%s %s', list, code), printf('status %s is none', status)
FROM vocabulary
WHERE status NOT IN ('V', 'C', 'M', 'D', 'A')
UNION ALL
SELECT printf('%s %s', list, code), printf('there is no parent %s', parent)
FROM vocabulary v
WHERE parent IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM vocabulary p
                  WHERE p.list = v.list AND p.code = v.parent)
UNION ALL
SELECT DISTINCT printf('%s %s', list, code), 'its parents go round in a circle'
FROM up WHERE steps = 100
UNION ALL
SELECT printf('%s %s', list, code),
       printf('%s: there is no %s in %s', relation, to_code, to_list)
FROM vocabulary_link l
WHERE NOT EXISTS (SELECT 1 FROM vocabulary v
                  WHERE v.list = l.to_list AND v.code = l.to_code);
