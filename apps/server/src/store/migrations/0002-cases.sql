-- Service cases: the row is the case as it is now, case_history how it came to be. Instants are milliseconds since 1970.
CREATE TABLE cases (
  id             text PRIMARY KEY,
  version        integer NOT NULL,
  company_id     text NOT NULL REFERENCES companies (id),
  group_id       text NOT NULL REFERENCES groups (id),
  module_id      text REFERENCES modules (id) ON DELETE SET NULL,
  code           text NOT NULL UNIQUE,
  created_by     jsonb NOT NULL,
  created_at     bigint NOT NULL,
  valid_until    bigint NOT NULL,
  validity_ms    bigint NOT NULL,
  assignee_id    text REFERENCES people (id),
  assigned       jsonb,
  edited         jsonb,
  device         jsonb,
  customer       jsonb NOT NULL,
  expert         jsonb NOT NULL,
  waiting_since  bigint,
  rating         jsonb,
  life           jsonb NOT NULL,
  customer_name  text NOT NULL,
  customer_email text NOT NULL,
  description    text NOT NULL,
  priority       text NOT NULL,
  -- What the house has to look at by itself, and when.
  due_at         bigint,
  -- SHA-256 of the secret that the customer's own browser made; null until somebody claimed the code.
  secret_hash    text,
  state          text NOT NULL GENERATED ALWAYS AS (life ->> 'state') STORED,
  ended_at       bigint GENERATED ALWAYS AS (coalesce((life ->> 'closedAt')::bigint, (life ->> 'expiredAt')::bigint)) STORED,
  -- The server that holds each side's live connection; null when that side is not connected.
  customer_node  text GENERATED ALWAYS AS (CASE WHEN customer ->> 'is' = 'connected' THEN split_part(customer ->> 'connection', '.', 1) END) STORED,
  expert_node    text GENERATED ALWAYS AS (CASE WHEN expert ->> 'is' = 'connected' THEN split_part(expert ->> 'connection', '.', 1) END) STORED
);

CREATE INDEX cases_open ON cases (group_id) WHERE state IN ('new', 'pending', 'inProgress');
CREATE INDEX cases_ended ON cases (group_id, ended_at DESC) WHERE ended_at IS NOT NULL;
CREATE INDEX cases_newest ON cases (company_id, created_at DESC, id);
CREATE INDEX cases_due ON cases (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX cases_secret ON cases (secret_hash) WHERE secret_hash IS NOT NULL;
CREATE INDEX cases_email ON cases (company_id, customer_email) WHERE customer_email <> '';
CREATE INDEX cases_module ON cases (module_id);
CREATE INDEX cases_connected ON cases (id) WHERE customer_node IS NOT NULL OR expert_node IS NOT NULL;

CREATE TABLE case_history (
  case_id    text NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  seq        integer NOT NULL,
  at         bigint NOT NULL,
  actor      jsonb NOT NULL,
  event      jsonb NOT NULL,
  -- The id of the request that made it, on the first entry a request made.
  request_id text UNIQUE,
  PRIMARY KEY (case_id, seq)
);

-- Servers that are alive say so here; connections of one that stopped saying so are taken as dropped.
CREATE TABLE nodes (
  id      text PRIMARY KEY,
  seen_at bigint NOT NULL
);

-- Which people have a live console on which server.
CREATE TABLE people_online (
  node_id   text NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  person_id text NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  PRIMARY KEY (node_id, person_id)
);

-- Signalling on its way to a party whose connection another server holds. Nothing here outlives a crash, nor needs to.
CREATE UNLOGGED TABLE signals (
  id       text PRIMARY KEY,
  case_id  text NOT NULL,
  to_party text NOT NULL,
  body     text NOT NULL,
  at       bigint NOT NULL
);

-- Wrong session codes, counted per address, per network and for the whole installation.
CREATE UNLOGGED TABLE wrong_codes (
  key           text PRIMARY KEY,
  since         bigint NOT NULL,
  tries         integer NOT NULL,
  blocked_until bigint NOT NULL
);
