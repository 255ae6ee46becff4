-- Sign-in by a company's own OpenID Connect provider [I1]. Instants are milliseconds since 1970.
CREATE TABLE company_sign_in (
  company_id       text PRIMARY KEY REFERENCES companies (id) ON DELETE CASCADE,
  version          integer NOT NULL,
  is_on            boolean NOT NULL,
  -- The last part of the company's own sign-in address.
  slug             text NOT NULL UNIQUE,
  issuer           text NOT NULL,
  client_id        text NOT NULL,
  -- The client's secret, encrypted with a key made of the installation's secret; null for a client that has none.
  sealed_secret    bytea,
  scopes           text NOT NULL,
  -- Whether this provider's addresses count as verified even where it does not say so.
  trusts_addresses boolean NOT NULL,
  role_claim       text NOT NULL,
  role_values      jsonb NOT NULL,
  -- The role of whoever has none of these values; null when they may not come in.
  default_role     text CHECK (default_role IN ('administrator', 'supervisor', 'expert')),
  group_ids        text[] NOT NULL,
  makes_people     boolean NOT NULL,
  is_only          boolean NOT NULL
);

-- A domain of addresses belongs to one company.
CREATE TABLE company_domains (
  domain     text PRIMARY KEY CHECK (domain = lower(domain)),
  company_id text NOT NULL REFERENCES company_sign_in (company_id) ON DELETE CASCADE
);
CREATE INDEX company_domains_company ON company_domains (company_id);

-- Sign-ins on their way to a provider and back. The browser holds the secret of which this is the hash; each works once.
CREATE TABLE company_sign_in_ways (
  state_hash text PRIMARY KEY,
  company_id text NOT NULL REFERENCES company_sign_in (company_id) ON DELETE CASCADE,
  version    integer NOT NULL,
  back       text NOT NULL,
  -- Whoever tries the settings out: nobody is signed in by that, and what came is kept for them to see.
  tried_by   text REFERENCES people (id) ON DELETE CASCADE,
  result     jsonb,
  came_back  boolean NOT NULL DEFAULT false,
  expires_at bigint NOT NULL
);
CREATE INDEX company_sign_in_ways_expires ON company_sign_in_ways (expires_at);
