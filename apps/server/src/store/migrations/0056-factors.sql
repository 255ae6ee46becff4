-- Second factors: a code of an authenticator app, with recovery codes [I4]. The table's columns are the sign-in library's.
ALTER TABLE people ADD COLUMN two_factor_enabled boolean NOT NULL DEFAULT false;

CREATE SEQUENCE two_factor_number;
CREATE TABLE two_factors (
  id text PRIMARY KEY DEFAULT 'f' || nextval('two_factor_number'),
  person_id text NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
  -- Encrypted: it has to be read to check a code.
  secret text NOT NULL,
  -- A JSON array of hashes; each code is taken out when it is used.
  recovery_codes text NOT NULL,
  -- False until a first code was right; nothing is asked for before.
  verified boolean NOT NULL,
  -- Written by the library; tries are counted in the table tries, for all servers and ways.
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);
ALTER SEQUENCE two_factor_number OWNED BY two_factors.id;

-- How each sign-in was made.
ALTER TABLE sign_ins ADD COLUMN way text NOT NULL DEFAULT 'password'
  CHECK (way IN ('password', 'code', 'recoveryCode', 'passkey', 'company'));
