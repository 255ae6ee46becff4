-- The web API's lists of sessions [W8], of a company or one person, answered from indexes alone. `reads_as`: an expired case reads Open.
ALTER TABLE cases
  ADD COLUMN creator_id text GENERATED ALWAYS AS (created_by ->> 'personId') STORED,
  ADD COLUMN reads_as text NOT NULL GENERATED ALWAYS AS (CASE life ->> 'state' WHEN 'closed' THEN 'Closed' ELSE 'Open' END) STORED;
DROP INDEX cases_assignee, cases_creator;
CREATE INDEX cases_listed ON cases (company_id, reads_as, created_at DESC, id) INCLUDE (state, group_id, assignee_id);
CREATE INDEX cases_of_assignee ON cases (company_id, assignee_id, reads_as, created_at DESC, id) INCLUDE (state, group_id, creator_id)
  WHERE assignee_id IS NOT NULL;
CREATE INDEX cases_of_creator ON cases (company_id, creator_id, reads_as, created_at DESC, id) INCLUDE (state, group_id, assignee_id)
  WHERE creator_id IS NOT NULL;
