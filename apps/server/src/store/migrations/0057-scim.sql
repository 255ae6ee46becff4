-- People and groups kept by a company's own directory, by SCIM 2.0 [I6]. Instants are milliseconds since 1970.
CREATE TABLE scim_tokens (
  company_id   text PRIMARY KEY REFERENCES companies (id) ON DELETE CASCADE,
  token_hash   text NOT NULL UNIQUE,
  hint         text NOT NULL,
  made_by_id   text NOT NULL,
  created_at   bigint NOT NULL,
  last_used_at bigint,
  FOREIGN KEY (company_id, made_by_id) REFERENCES people (company_id, id)
);

-- What the directory calls a person, besides what a person is here.
CREATE TABLE scim_people (
  person_id   text PRIMARY KEY,
  company_id  text NOT NULL,
  user_name   text,
  external_id text,
  given_name  text,
  family_name text,
  -- Deleted there: disabled here, and no longer shown to the directory.
  deleted_at  bigint,
  FOREIGN KEY (company_id, person_id) REFERENCES people (company_id, id) ON DELETE CASCADE
);
CREATE INDEX scim_people_company ON scim_people (company_id);

-- What the directory calls a group of ours (of the same id); and its groups that give roles, which are none of ours.
CREATE SEQUENCE scim_group_number;
CREATE TABLE scim_groups (
  id           text PRIMARY KEY DEFAULT 'sg' || nextval('scim_group_number'),
  company_id   text NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
  group_id     text UNIQUE,
  display_name text,
  external_id  text,
  created_at   bigint NOT NULL,
  CHECK ((group_id IS NULL) <> (display_name IS NULL)),
  FOREIGN KEY (company_id, group_id) REFERENCES groups (company_id, id) ON DELETE CASCADE
);
ALTER SEQUENCE scim_group_number OWNED BY scim_groups.id;
CREATE INDEX scim_groups_company ON scim_groups (company_id);

CREATE TABLE scim_role_members (
  scim_group_id text NOT NULL REFERENCES scim_groups (id) ON DELETE CASCADE,
  company_id    text NOT NULL,
  person_id     text NOT NULL,
  PRIMARY KEY (scim_group_id, person_id),
  FOREIGN KEY (company_id, person_id) REFERENCES people (company_id, id) ON DELETE CASCADE
);
CREATE INDEX scim_role_members_person ON scim_role_members (person_id);
