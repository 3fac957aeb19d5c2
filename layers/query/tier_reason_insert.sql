-- A reason, if it is new.
INSERT INTO tier_reason (text) VALUES (:text) ON CONFLICT (text) DO NOTHING;
