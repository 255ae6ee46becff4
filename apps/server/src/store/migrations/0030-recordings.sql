-- Recordings of sessions that a company keeps here [R19–R22]. Pictures and events are encrypted; what encrypts them is wrapped by a
-- key that is not in this database [X22].
ALTER TABLE companies ADD COLUMN recordings_keep text NOT NULL DEFAULT 'expert';
ALTER TABLE companies ADD COLUMN recordings_days integer NOT NULL DEFAULT 30;

CREATE TABLE recordings (
  id          text PRIMARY KEY,
  company_id  text NOT NULL REFERENCES companies (id),
  case_id     text NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  person_id   text NOT NULL REFERENCES people (id),
  media       text NOT NULL,
  -- Names the key that wrapped this recording's own.
  key_id      text NOT NULL,
  wrapped_key bytea NOT NULL,
  started_at  bigint NOT NULL,
  touched_at  bigint NOT NULL,
  ended_at    bigint,
  -- What the customer was told; the company's own number counts when it is less by now.
  days        integer NOT NULL,
  duration_ms bigint NOT NULL,
  pieces      integer NOT NULL,
  events      integer NOT NULL,
  bytes       bigint NOT NULL,
  -- Over how many pieces and events there are: none can be cut off unnoticed.
  seal        bytea NOT NULL
);
CREATE INDEX recordings_case ON recordings (case_id);
CREATE INDEX recordings_company ON recordings (company_id, started_at);

CREATE TABLE recording_pieces (
  recording_id text NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  place        integer NOT NULL,
  -- Milliseconds from the start: where showing can begin, or null; and where it ends.
  at_ms        bigint,
  until_ms     bigint NOT NULL,
  bytes        integer NOT NULL,
  sealed       bytea NOT NULL,
  PRIMARY KEY (recording_id, place)
);
-- What is encrypted cannot be compressed.
ALTER TABLE recording_pieces ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE recording_events (
  recording_id text NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  place        integer NOT NULL,
  sealed       bytea NOT NULL,
  PRIMARY KEY (recording_id, place)
);

CREATE TABLE recording_viewings (
  id           text PRIMARY KEY,
  recording_id text NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  person_id    text NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  ends_at      bigint NOT NULL
);
