-- What customers add to their cases [H4]. Files and pictures are encrypted; what encrypts them is wrapped by a key that is not in
-- this database.
CREATE TABLE attachments (
  id          text PRIMARY KEY,
  company_id  text NOT NULL REFERENCES companies (id),
  case_id     text NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  name        text NOT NULL,
  bytes       bigint NOT NULL,
  -- How many pieces are here; with the last one it is whole.
  pieces      integer NOT NULL,
  -- Names the key that wrapped this attachment's own.
  key_id      text NOT NULL,
  wrapped_key bytea NOT NULL,
  touched_at  bigint NOT NULL,
  ended_at    bigint,
  -- Made anew from what was sent; null for what is no picture.
  picture     bytea
);
CREATE INDEX attachments_case ON attachments (case_id);
CREATE INDEX attachments_company ON attachments (company_id);
CREATE INDEX attachments_unfinished ON attachments (touched_at) WHERE ended_at IS NULL;

CREATE TABLE attachment_pieces (
  attachment_id text NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
  place         integer NOT NULL,
  sealed        bytea NOT NULL,
  PRIMARY KEY (attachment_id, place)
);
-- What is encrypted cannot be compressed.
ALTER TABLE attachment_pieces ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE attachments ALTER COLUMN picture SET STORAGE EXTERNAL;
