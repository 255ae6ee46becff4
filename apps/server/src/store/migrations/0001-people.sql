-- Companies, people and their sign-ins, groups, modules, invitations, the audit log.
-- Instants are milliseconds since 1970 in bigint columns; the tables of the sign-in library keep timestamptz.

CREATE TABLE installation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  secret text NOT NULL,
  -- SHA-256 of the one-time tokens of the set-up links; empty once there is an administrator.
  setup_token_hashes text[] NOT NULL,
  created_at bigint NOT NULL
);

CREATE SEQUENCE company_number;
CREATE TABLE companies (
  id text PRIMARY KEY DEFAULT 'c' || nextval('company_number'),
  name text NOT NULL,
  created_at bigint NOT NULL
);
ALTER SEQUENCE company_number OWNED BY companies.id;

CREATE SEQUENCE person_number;
CREATE TABLE people (
  id text PRIMARY KEY DEFAULT 'u' || nextval('person_number'),
  company_id text NOT NULL REFERENCES companies (id),
  name text NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  email_verified boolean NOT NULL DEFAULT false,
  photo text,
  role text NOT NULL CHECK (role IN ('administrator', 'supervisor', 'expert')),
  language text CHECK (language IN ('en', 'de', 'es')),
  disabled_at bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (email),
  -- What foreign keys point at that must not lead out of the company.
  UNIQUE (company_id, id)
);
ALTER SEQUENCE person_number OWNED BY people.id;

-- A signed-in browser.
CREATE SEQUENCE sign_in_number;
CREATE TABLE sign_ins (
  id text PRIMARY KEY DEFAULT 'i' || nextval('sign_in_number'),
  person_id text NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER SEQUENCE sign_in_number OWNED BY sign_ins.id;
CREATE INDEX sign_ins_person ON sign_ins (person_id);
CREATE INDEX sign_ins_expires ON sign_ins (expires_at);

-- The ways a person can prove who they are; a password is the row of the provider "credential".
CREATE SEQUENCE credential_number;
CREATE TABLE credentials (
  id text PRIMARY KEY DEFAULT 'k' || nextval('credential_number'),
  person_id text NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  provider text NOT NULL,
  account text NOT NULL,
  password_hash text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (provider, account)
);
ALTER SEQUENCE credential_number OWNED BY credentials.id;
CREATE INDEX credentials_person ON credentials (person_id);

CREATE SEQUENCE verification_number;
CREATE TABLE verifications (
  id text PRIMARY KEY DEFAULT 'v' || nextval('verification_number'),
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER SEQUENCE verification_number OWNED BY verifications.id;
CREATE INDEX verifications_identifier ON verifications (identifier);

-- How often something was tried that may be tried only so often; `key` is a hash, never an address or a name.
CREATE TABLE tries (
  key text PRIMARY KEY,
  count integer NOT NULL,
  window_ends_at bigint NOT NULL
);
CREATE INDEX tries_window ON tries (window_ends_at);

CREATE SEQUENCE group_number;
CREATE TABLE groups (
  id text PRIMARY KEY DEFAULT 'g' || nextval('group_number'),
  company_id text NOT NULL REFERENCES companies (id),
  name text NOT NULL,
  owner_id text,
  warn_ms bigint NOT NULL,
  alarm_ms bigint NOT NULL,
  created_at bigint NOT NULL,
  CHECK (alarm_ms >= warn_ms),
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, owner_id) REFERENCES people (company_id, id)
);
ALTER SEQUENCE group_number OWNED BY groups.id;
CREATE INDEX groups_owner ON groups (owner_id);

CREATE TABLE group_shares (
  company_id text NOT NULL,
  group_id text NOT NULL,
  person_id text NOT NULL,
  access text NOT NULL CHECK (access IN ('read', 'write')),
  PRIMARY KEY (group_id, person_id),
  FOREIGN KEY (company_id, group_id) REFERENCES groups (company_id, id) ON DELETE CASCADE,
  FOREIGN KEY (company_id, person_id) REFERENCES people (company_id, id) ON DELETE CASCADE
);
CREATE INDEX group_shares_person ON group_shares (person_id);

CREATE SEQUENCE module_number;
CREATE TABLE modules (
  id text PRIMARY KEY DEFAULT 'm' || nextval('module_number'),
  company_id text NOT NULL REFERENCES companies (id),
  group_id text NOT NULL,
  assignee_id text,
  name text NOT NULL,
  slug text NOT NULL UNIQUE,
  title text NOT NULL,
  welcome text NOT NULL,
  waiting text NOT NULL,
  disclaimer text NOT NULL,
  accent text NOT NULL,
  name_field text NOT NULL CHECK (name_field IN ('hidden', 'optional', 'required')),
  email_field text NOT NULL CHECK (email_field IN ('hidden', 'optional', 'required')),
  description_field text NOT NULL CHECK (description_field IN ('hidden', 'optional', 'required')),
  validity_ms bigint NOT NULL,
  survey boolean NOT NULL,
  suspended_at bigint,
  created_at bigint NOT NULL,
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, group_id) REFERENCES groups (company_id, id),
  FOREIGN KEY (company_id, assignee_id) REFERENCES people (company_id, id)
);
ALTER SEQUENCE module_number OWNED BY modules.id;
CREATE INDEX modules_group ON modules (group_id);
CREATE INDEX modules_assignee ON modules (assignee_id);

CREATE SEQUENCE invitation_number;
CREATE TABLE invitations (
  id text PRIMARY KEY DEFAULT 'n' || nextval('invitation_number'),
  company_id text NOT NULL REFERENCES companies (id),
  token_hash text NOT NULL UNIQUE,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('administrator', 'supervisor', 'expert')),
  group_ids text[] NOT NULL,
  created_by_id text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  FOREIGN KEY (company_id, created_by_id) REFERENCES people (company_id, id)
);
ALTER SEQUENCE invitation_number OWNED BY invitations.id;
CREATE INDEX invitations_company ON invitations (company_id);

CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  company_id text NOT NULL,
  at bigint NOT NULL,
  actor_id text,
  actor_name text NOT NULL,
  act text NOT NULL,
  subject text NOT NULL,
  details jsonb NOT NULL
);
CREATE INDEX audit_company ON audit (company_id, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The table % is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
