-- Apps that people let act for them by OAuth 2 [W5]. Codes, secrets and tokens are kept as their SHA-256 only.
CREATE SEQUENCE oauth_app_number;
CREATE TABLE oauth_apps (
  id            text PRIMARY KEY DEFAULT 'o' || nextval('oauth_app_number'),
  company_id    text NOT NULL REFERENCES companies (id),
  client_id     text NOT NULL UNIQUE,
  -- Null: an app that can keep no secret, such as one on people's own computers.
  secret_hash   text,
  name          text NOT NULL,
  redirect_uris text[] NOT NULL,
  scopes        text[] NOT NULL,
  created_by_id text NOT NULL,
  created_at    bigint NOT NULL,
  FOREIGN KEY (company_id, created_by_id) REFERENCES people (company_id, id)
);
ALTER SEQUENCE oauth_app_number OWNED BY oauth_apps.id;
CREATE INDEX oauth_apps_company ON oauth_apps (company_id);

-- What a person allowed an app, once: all tokens that come of it end with it.
CREATE SEQUENCE oauth_grant_number;
CREATE TABLE oauth_grants (
  id           text PRIMARY KEY DEFAULT 'og' || nextval('oauth_grant_number'),
  app_id       text NOT NULL REFERENCES oauth_apps (id) ON DELETE CASCADE,
  person_id    text NOT NULL REFERENCES people (id),
  scopes       text[] NOT NULL,
  created_at   bigint NOT NULL,
  -- To the minute.
  last_used_at bigint
);
ALTER SEQUENCE oauth_grant_number OWNED BY oauth_grants.id;
CREATE INDEX oauth_grants_app ON oauth_grants (app_id);
CREATE INDEX oauth_grants_person ON oauth_grants (person_id);

CREATE TABLE oauth_codes (
  code_hash    text PRIMARY KEY,
  grant_id     text NOT NULL UNIQUE REFERENCES oauth_grants (id) ON DELETE CASCADE,
  redirect_uri text NOT NULL,
  -- What PKCE's verifier must hash to; null when the app asked for none.
  challenge    text,
  expires_at   bigint NOT NULL,
  used_at      bigint
);

CREATE TABLE oauth_tokens (
  token_hash  text PRIMARY KEY,
  grant_id    text NOT NULL REFERENCES oauth_grants (id) ON DELETE CASCADE,
  kind        text NOT NULL CHECK (kind IN ('access', 'refresh')),
  expires_at  bigint NOT NULL,
  -- Of a refresh token: when it was first exchanged for the next one, and how often.
  replaced_at bigint,
  replaced    integer NOT NULL DEFAULT 0
);
CREATE INDEX oauth_tokens_grant ON oauth_tokens (grant_id);
CREATE INDEX oauth_tokens_expires ON oauth_tokens (expires_at);
