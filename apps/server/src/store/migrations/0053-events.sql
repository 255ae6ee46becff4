-- What integrations are told of cases [W13]: written by whatever changes the case, kept three days, gone with the case.
CREATE TABLE case_events (
  id         bigint GENERATED ALWAYS AS IDENTITY,
  -- Its place in the order in which everybody reads; given once it is committed, so that none is given a place behind a reader.
  position   bigint,
  company_id text NOT NULL,
  case_id    text NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  at         bigint NOT NULL,
  kind       text NOT NULL,
  actor      jsonb NOT NULL,
  -- What was before, where that tells something.
  before     jsonb NOT NULL,
  -- The case as it was then.
  snapshot   jsonb NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX case_events_fresh ON case_events (id) WHERE position IS NULL;
CREATE UNIQUE INDEX case_events_places ON case_events (company_id, position) WHERE position IS NOT NULL;
CREATE INDEX case_events_at ON case_events USING brin (at);

-- The last place given, and the last one of what was forgotten by its age; made with the first place.
CREATE TABLE event_log (
  only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last      bigint NOT NULL,
  forgotten bigint NOT NULL
);

-- Addresses of a company that are told [W14].
CREATE TABLE webhooks (
  id             text PRIMARY KEY,
  company_id     text NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
  name           text NOT NULL,
  url            text NOT NULL,
  kinds          text[] NOT NULL,
  -- The secret it is signed with, and the one before, which signs besides until then; encrypted.
  secret         bytea NOT NULL,
  secret_before  bytea,
  before_until   bigint,
  created_at     bigint NOT NULL,
  off_since      bigint,
  off_because    text CHECK (off_because IN ('person', 'gone', 'failing')),
  -- Since when nothing has arrived there.
  failing_since  bigint
);
CREATE INDEX webhooks_company ON webhooks (company_id);

-- What each address is told, in the order of their ids for each case.
CREATE TABLE webhook_deliveries (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook_id   text NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  -- Null for a test.
  case_id      text,
  event_id     bigint,
  kind         text NOT NULL,
  state        text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  made_at      bigint NOT NULL,
  next_at      bigint NOT NULL,
  -- Until then one server is sending it.
  leased_until bigint,
  attempts     integer NOT NULL DEFAULT 0,
  last_at      bigint,
  status       integer,
  took_ms      integer,
  -- The beginning of what was answered, or why nothing was.
  answer       text NOT NULL DEFAULT '',
  FOREIGN KEY (case_id, event_id) REFERENCES case_events (case_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, next_at, id) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_of_case ON webhook_deliveries (case_id, event_id, webhook_id, id);
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (webhook_id, id DESC);
