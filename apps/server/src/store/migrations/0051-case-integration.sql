-- What an integration keeps with a case [W7]: its own id and data, and a message to whoever waits.
ALTER TABLE cases ADD COLUMN integration jsonb;
-- A person's own cases, newest first, for the web API's lists [W8]; the expression must be the one `ownCases` in scope.ts asks for.
CREATE INDEX cases_assignee ON cases (company_id, assignee_id, created_at DESC, id) WHERE assignee_id IS NOT NULL;
CREATE INDEX cases_creator ON cases (company_id, (created_by ->> 'personId'), created_at DESC, id) WHERE created_by ->> 'personId' IS NOT NULL;
