-- What the assessment says of how evidence covers events.
-- out: link_mode, 'pixel' or 'patch' (no row: nothing is told)
SELECT value FROM parameter WHERE name = 'attribution.link_mode';
