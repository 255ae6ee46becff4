-- Tags of cases [Q7]: as they were typed, and by what they have in common whatever their case, for searching.
ALTER TABLE cases ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
ALTER TABLE cases ADD COLUMN tag_keys text[] NOT NULL DEFAULT '{}';
CREATE INDEX cases_tag ON cases USING gin (tag_keys) WHERE tag_keys <> '{}';
CREATE INDEX cases_tagged ON cases (company_id, created_at DESC) WHERE tag_keys <> '{}';
-- What the history is narrowed by. The expressions must be the ones `search` in case-search.ts asks for.
CREATE INDEX cases_outcome ON cases (company_id, (life ->> 'outcome'), created_at DESC, id) WHERE life ->> 'outcome' IS NOT NULL;
CREATE INDEX cases_stars ON cases (company_id, (rating ->> 'stars'), created_at DESC, id) WHERE rating ->> 'stars' IS NOT NULL;

-- What a team answers often [Q8]: for a whole company, or for one of its groups. `texts` has one for each language it was written in.
CREATE SEQUENCE reply_number;
CREATE TABLE replies (
  id            text PRIMARY KEY DEFAULT 'r' || nextval('reply_number'),
  company_id    text NOT NULL REFERENCES companies (id),
  group_id      text,
  name          text NOT NULL,
  texts         jsonb NOT NULL,
  version       integer NOT NULL DEFAULT 1,
  changed_by_id text NOT NULL,
  changed_at    bigint NOT NULL,
  FOREIGN KEY (company_id, group_id) REFERENCES groups (company_id, id) ON DELETE CASCADE,
  FOREIGN KEY (company_id, changed_by_id) REFERENCES people (company_id, id)
);
ALTER SEQUENCE reply_number OWNED BY replies.id;
CREATE UNIQUE INDEX replies_name ON replies (company_id, coalesce(group_id, ''), lower(name));
CREATE INDEX replies_group ON replies (group_id);
