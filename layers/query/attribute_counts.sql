-- out: sets with a share, types, rows
SELECT (SELECT count(*) FROM (SELECT DISTINCT evidence_set_id FROM set_value)),
       (SELECT count(*) FROM (SELECT DISTINCT type FROM attribution)),
       (SELECT count(*) FROM attribution),
       (SELECT count(*) FROM (SELECT DISTINCT evidence_set_id FROM set_flag
                              WHERE flag = 'contested')),
       (SELECT count(*) FROM (SELECT DISTINCT evidence_set_id FROM set_flag
                              WHERE flag = 'permit_overridden')),
       (SELECT count(*) FROM (SELECT DISTINCT evidence_set_id FROM set_flag
                              WHERE flag = 'subsistence'));
