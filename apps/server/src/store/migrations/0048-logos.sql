-- Logos of modules, decoded and encoded anew by the server [M11]; never changed.
CREATE TABLE logos (
  id text PRIMARY KEY,
  company_id text NOT NULL REFERENCES companies (id),
  image bytea NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX logos_company ON logos (company_id);
