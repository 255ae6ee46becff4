-- What reports are made of [W17, F1]. Instants are milliseconds since 1970, durations milliseconds.

-- Each stay of an expert together with the customer in a session; ended_at null while it goes on.
CREATE TABLE connections (
  id            text PRIMARY KEY DEFAULT gen_random_uuid(),
  company_id    text NOT NULL REFERENCES companies (id),
  case_id       text NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  -- The group the case is in.
  group_id      text NOT NULL REFERENCES groups (id),
  person_id     text NOT NULL REFERENCES people (id),
  device_id     text REFERENCES devices (id) ON DELETE SET NULL,
  started_at    bigint NOT NULL,
  ended_at      bigint,
  -- What the person wrote for the team on the case, and what integrations add.
  session_note  text NOT NULL DEFAULT '',
  notes         text NOT NULL DEFAULT '',
  billing_state text NOT NULL DEFAULT 'Bill'
);
CREATE UNIQUE INDEX connections_going_on ON connections (case_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX connections_case ON connections (case_id);
CREATE INDEX connections_newest ON connections (company_id, ended_at DESC, id) WHERE ended_at IS NOT NULL;
CREATE INDEX connections_person ON connections (person_id, ended_at DESC, id) WHERE ended_at IS NOT NULL;
CREATE INDEX connections_group ON connections (group_id, ended_at DESC, id) WHERE ended_at IS NOT NULL;
CREATE INDEX connections_device ON connections (device_id) WHERE device_id IS NOT NULL;

-- One narrow row a case, so that reports read little of many cases.
CREATE TABLE case_figures (
  came_at       bigint NOT NULL,
  -- When customer and expert first met, and how long the customer had waited then; null: never, or without waiting.
  met_at        bigint,
  waited_ms     bigint,
  handled_ms    bigint NOT NULL DEFAULT 0,
  stars         smallint,
  in_progress   boolean NOT NULL DEFAULT false,
  message_left  boolean NOT NULL DEFAULT false,
  customer_left boolean NOT NULL DEFAULT false,
  abandoned     boolean NOT NULL GENERATED ALWAYS AS (customer_left AND met_at IS NULL AND NOT message_left) STORED,
  case_id       text PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
  company_id    text NOT NULL,
  group_id      text NOT NULL,
  -- Which module made it, and whose it is; names of what is gone are gone.
  module_id     text,
  person_id     text
) WITH (fillfactor = 85);
CREATE INDEX case_figures_came ON case_figures (company_id, came_at);

-- Cases of before: their history is read once, event by event, by the same rules as the program's.
DO $$
DECLARE
  e            record;
  is_customer  boolean;
  expert       text;
  colleagues   text[];
  left_message boolean;
  has_message  boolean;
  waits_since  bigint;
  started      bigint;
  met          bigint;
  waited       bigint;
  handled      bigint;
  together     text[];
  was_together text[];
BEGIN
  FOR e IN
    SELECT h.case_id, h.seq, h.at, h.event, h.event ->> 'is' AS what, h.event ->> 'party' AS party,
           h.event ->> 'personId' AS who, h.actor ->> 'kind' AS by_kind,
           c.company_id, c.group_id, c.created_by, c.created_at, d.id AS device_id,
           h.seq = max(h.seq) OVER (PARTITION BY h.case_id) AS is_last,
           c.module_id, c.assignee_id, c.state, c.customer ->> 'is' AS customer_is, (c.rating ->> 'stars')::smallint AS stars
      FROM case_history h
      JOIN cases c ON c.id = h.case_id
      LEFT JOIN devices d ON d.company_id = c.company_id AND d.device_hash = c.device_hash
     ORDER BY h.case_id, h.seq
  LOOP
    IF e.what = 'created' THEN
      is_customer := false;
      expert := NULL;
      colleagues := '{}';
      was_together := '{}';
      has_message := false;
      left_message := false;
      waits_since := CASE WHEN e.created_by ->> 'kind' = 'module' THEN e.created_at END;
      started := NULL;
      met := NULL;
      waited := NULL;
      handled := 0;
    END IF;

    IF e.what = 'connected' AND e.party = 'customer' THEN is_customer := true;
    ELSIF e.what = 'connected' THEN expert := e.who;
    ELSIF e.what = 'left' AND e.party = 'customer' THEN
      is_customer := false;
      IF has_message THEN waits_since := NULL; END IF;
    ELSIF e.what = 'left' THEN expert := NULL;
    ELSIF e.what = 'colleagueConnected' THEN colleagues := colleagues || e.who;
    ELSIF e.what = 'colleagueLeft' THEN colleagues := array_remove(colleagues, e.who);
    ELSIF e.what = 'handedOver' THEN
      colleagues := array_remove(colleagues, e.event ->> 'to') || expert;
      expert := e.event ->> 'to';
    ELSIF e.what = 'messageLeft' THEN
      has_message := true;
      left_message := true;
      IF NOT coalesce((e.event ->> 'stays')::boolean, false) THEN waits_since := NULL; END IF;
    ELSIF e.what = 'messageAnswered' THEN has_message := false;
    ELSIF e.what = 'messageTakenBack' THEN
      has_message := false;
      left_message := false;
    ELSIF e.what = 'reopened' AND e.by_kind = 'customer' THEN has_message := false;
    ELSIF e.what IN ('closed', 'expired') THEN
      is_customer := false;
      expert := NULL;
      colleagues := '{}';
      waits_since := NULL;
    END IF;

    IF e.what IN ('connected', 'returned', 'dropped', 'left', 'messageTakenBack', 'reopened') THEN
      IF is_customer AND expert IS NOT NULL THEN
        waited := coalesce(waited, e.at - waits_since);
        waits_since := NULL;
        has_message := false;
      ELSIF waits_since IS NULL AND is_customer AND NOT has_message THEN waits_since := e.at;
      END IF;
    END IF;
    IF started IS NULL AND is_customer AND expert IS NOT NULL THEN
      started := e.at;
      met := coalesce(met, e.at);
    ELSIF started IS NOT NULL AND NOT (is_customer AND expert IS NOT NULL) THEN
      handled := handled + e.at - started;
      started := NULL;
    END IF;

    together := CASE WHEN is_customer THEN array_remove(colleagues || expert, NULL) ELSE '{}' END;
    IF together <> was_together THEN
      UPDATE connections SET ended_at = e.at
        WHERE case_id = e.case_id AND ended_at IS NULL AND person_id <> ALL (together);
      INSERT INTO connections (company_id, case_id, group_id, person_id, device_id, started_at)
        SELECT e.company_id, e.case_id, e.group_id, who, e.device_id, e.at FROM unnest(together) AS who
        ON CONFLICT (case_id, person_id) WHERE ended_at IS NULL DO NOTHING;
      was_together := together;
    END IF;

    IF e.is_last THEN
      INSERT INTO case_figures (case_id, company_id, group_id, module_id, person_id, came_at, met_at, waited_ms, handled_ms,
          stars, in_progress, message_left, customer_left)
        VALUES (e.case_id, e.company_id, e.group_id, e.module_id, e.assignee_id, e.created_at, met, waited, handled,
          e.stars, e.state = 'inProgress', left_message, e.customer_is = 'left');
    END IF;
  END LOOP;
END $$;

-- What they wrote for the team goes to the stay they had last.
WITH noted AS (
  SELECT h.event ->> 'text' AS text, h.case_id, h.seq,
         (SELECT n.id FROM connections n
           WHERE n.case_id = h.case_id AND n.person_id = h.actor ->> 'personId' AND n.started_at <= h.at
           ORDER BY n.started_at DESC LIMIT 1) AS connection_id
    FROM case_history h WHERE h.event ->> 'is' = 'noted' AND h.event ->> 'text' <> ''
), notes AS (
  SELECT connection_id, string_agg(text, E'\n' ORDER BY case_id, seq) AS text
    FROM noted WHERE connection_id IS NOT NULL GROUP BY connection_id
)
UPDATE connections SET session_note = notes.text FROM notes WHERE notes.connection_id = connections.id;

ANALYZE connections, case_figures;
