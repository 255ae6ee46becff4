-- Passkeys people sign in with [I3]. But for last_used_at the columns are the sign-in library's.
CREATE SEQUENCE passkey_number;
CREATE TABLE passkeys (
  id text PRIMARY KEY DEFAULT 'y' || nextval('passkey_number'),
  person_id text NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  name text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  public_key text NOT NULL,
  -- Goes up with each use on authenticators that count; one that goes back is a copy.
  counter bigint NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at bigint
);
ALTER SEQUENCE passkey_number OWNED BY passkeys.id;
CREATE INDEX passkeys_person ON passkeys (person_id);
