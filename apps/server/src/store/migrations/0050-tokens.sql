-- Tokens for scripts and integrations [W4]. A person's own acts as that person; a company's is told by whoever made it.
CREATE SEQUENCE script_token_number;
CREATE TABLE script_tokens (
  id           text PRIMARY KEY DEFAULT 't' || nextval('script_token_number'),
  company_id   text NOT NULL REFERENCES companies (id),
  person_id    text NOT NULL,
  level        text NOT NULL CHECK (level IN ('person', 'company')),
  name         text NOT NULL,
  scopes       text[] NOT NULL,
  -- The digits it begins with, to know it again by; they open nothing.
  hint         text NOT NULL,
  token_hash   text NOT NULL UNIQUE,
  created_at   bigint NOT NULL,
  -- To the minute.
  last_used_at bigint,
  FOREIGN KEY (company_id, person_id) REFERENCES people (company_id, id)
);
ALTER SEQUENCE script_token_number OWNED BY script_tokens.id;
CREATE INDEX script_tokens_company ON script_tokens (company_id, level);
CREATE INDEX script_tokens_person ON script_tokens (person_id);
