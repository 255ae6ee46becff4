-- Whom the expert of a session has brought in, or invited [R9]; and which expert's session a signal belongs to.
ALTER TABLE cases ADD COLUMN colleagues jsonb NOT NULL DEFAULT '[]';
CREATE INDEX cases_colleagues ON cases (id) WHERE colleagues <> '[]';
DELETE FROM signals;
ALTER TABLE signals ADD COLUMN session text NOT NULL;
