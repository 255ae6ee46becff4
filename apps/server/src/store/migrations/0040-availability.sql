-- How people stand towards new cases, and what the house goes by when it gives them some [A4, A11]. Whoever has no row yet
-- stands as the defaults say.
CREATE TABLE availability (
  person_id     text PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  -- What they chose or were set to; whether they are connected at all stands in people_online and left_at.
  status        text NOT NULL DEFAULT 'online' CHECK (status IN ('online', 'away', 'busy')),
  because       text CHECK (because IN ('choice', 'inactivity', 'missed')),
  since         bigint NOT NULL,
  -- When any console of theirs was last touched.
  active_at     bigint NOT NULL,
  -- When their last connection was lost; null while they are connected, and again once they are taken for offline.
  left_at       bigint,
  capacity      integer NOT NULL DEFAULT 3 CHECK (capacity BETWEEN 0 AND 50),
  -- Their own hours; null: any time.
  hours         jsonb,
  skills        text[] NOT NULL DEFAULT '{}',
  last_given_at bigint,
  missed_in_row integer NOT NULL DEFAULT 0,
  CHECK ((status = 'away') = (because IS NOT NULL))
);
CREATE INDEX availability_left ON availability (left_at) WHERE left_at IS NOT NULL;
