-- The open cases of one person.
CREATE INDEX cases_open_assignee ON cases (assignee_id) WHERE state IN ('new', 'pending', 'inProgress');
