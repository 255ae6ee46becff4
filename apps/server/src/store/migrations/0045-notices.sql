-- How people wish to be told of cases [N2]; whoever has no row yet has chosen nothing.
CREATE TABLE notice_choices (
  person_id text PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  choices   jsonb NOT NULL
);

-- Browsers that show notices while no console is open, each until its sign-in ends.
CREATE TABLE notice_browsers (
  -- SHA-256 of its endpoint, in base64url.
  id         text PRIMARY KEY,
  person_id  text NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  sign_in_id text NOT NULL REFERENCES sign_ins (id) ON DELETE CASCADE,
  -- Endpoint and keys, encrypted: whoever has them can make that browser show something.
  sealed     bytea NOT NULL,
  user_agent text NOT NULL,
  language   text NOT NULL,
  since      bigint NOT NULL,
  -- When it last said that it is there.
  seen_at    bigint NOT NULL
);
CREATE INDEX notice_browsers_person ON notice_browsers (person_id);
CREATE INDEX notice_browsers_sign_in ON notice_browsers (sign_in_id);

-- Who was told of which waiting case by which way, and when that is repeated. Cases may be gone before their notices are.
CREATE TABLE notices (
  person_id    text NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  case_id      text NOT NULL,
  way          text NOT NULL CHECK (way IN ('push', 'email')),
  told         integer NOT NULL,
  next_at      bigint,
  -- Until then one server is telling it.
  leased_until bigint,
  PRIMARY KEY (person_id, case_id, way)
);
