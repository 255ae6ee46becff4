-- Computers & Contacts [K1–K5]: who the customers are, across their cases. Instants are milliseconds since 1970.
CREATE SEQUENCE contact_number;
CREATE TABLE contacts (
  id           text PRIMARY KEY DEFAULT 't' || nextval('contact_number'),
  company_id   text NOT NULL REFERENCES companies (id),
  name         text NOT NULL,
  -- The address that is shown; by which ones they are known stands in contact_addresses.
  email        text NOT NULL CHECK (email = lower(email)),
  note         text NOT NULL DEFAULT '',
  -- Where people filed it; null: it stands where its cases stand, and goes with the last of them.
  group_id     text,
  made_at      bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, group_id) REFERENCES groups (company_id, id)
);
ALTER SEQUENCE contact_number OWNED BY contacts.id;
CREATE INDEX contacts_newest ON contacts (company_id, last_seen_at DESC, id);
CREATE INDEX contacts_group ON contacts (group_id) WHERE group_id IS NOT NULL;
-- The expression must be the one contacts.ts searches.
CREATE INDEX contacts_text ON contacts USING gin ((name || ' ' || email) gin_trgm_ops);

-- Every e-mail address belongs to one contact of the company; merged contacts have several.
CREATE TABLE contact_addresses (
  company_id text NOT NULL,
  email      text NOT NULL CHECK (email = lower(email) AND email <> ''),
  contact_id text NOT NULL,
  PRIMARY KEY (company_id, email),
  FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_addresses_contact ON contact_addresses (contact_id);

-- What customers come with: a browser, or an installation of the desktop module (a computer). Each is known by the hash of a
-- secret of its own making [X11].
CREATE SEQUENCE device_number;
CREATE TABLE devices (
  id            text PRIMARY KEY DEFAULT 'd' || nextval('device_number'),
  company_id    text NOT NULL,
  device_hash   text NOT NULL,
  contact_id    text NOT NULL,
  channel       text NOT NULL CHECK (channel IN ('web', 'desktop')),
  facts         jsonb NOT NULL,
  module_id     text REFERENCES modules (id) ON DELETE SET NULL,
  group_id      text REFERENCES groups (id) ON DELETE SET NULL,
  first_seen_at bigint NOT NULL,
  last_seen_at  bigint NOT NULL,
  UNIQUE (company_id, device_hash),
  FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE
);
ALTER SEQUENCE device_number OWNED BY devices.id;
CREATE INDEX devices_contact ON devices (contact_id);
CREATE INDEX devices_computers ON devices (company_id, last_seen_at DESC, id) WHERE channel = 'desktop';
CREATE INDEX devices_group ON devices (group_id);
CREATE INDEX devices_module ON devices (module_id);

ALTER TABLE cases ADD COLUMN contact_id text REFERENCES contacts (id) ON DELETE SET NULL;
-- What the customer came with last.
ALTER TABLE cases ADD COLUMN device_hash text;
CREATE INDEX cases_contact ON cases (contact_id, created_at DESC) WHERE contact_id IS NOT NULL;
CREATE INDEX cases_group_contact ON cases (group_id, contact_id) WHERE contact_id IS NOT NULL;

/*
 * Whose a case is, in the statement that keeps the case: the contact with this address, else the one it has (`present`), else
 * the one who came with this device before, else a new one; null when nothing is known. Whoever was without an address is given
 * it. `seen`: what the device told now. Two who come at once with the same address or device take turns and find the same contact.
 */
CREATE FUNCTION contact_of(
  of_company text, of_email text, of_name text, of_device text, seen jsonb, present text, at_ms bigint
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  by_address text;
  by_device  text;
  chosen     text;
BEGIN
  IF of_email = '' AND of_device IS NULL THEN
    RETURN present;
  END IF;
  IF of_email <> '' THEN
    SELECT contact_id INTO by_address FROM contact_addresses WHERE company_id = of_company AND email = of_email;
    IF by_address IS NULL THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('address ' || of_company || ' ' || of_email, 0));
      SELECT contact_id INTO by_address FROM contact_addresses WHERE company_id = of_company AND email = of_email;
    END IF;
  END IF;
  by_device := present;
  IF by_device IS NULL AND of_device IS NOT NULL THEN
    SELECT contact_id INTO by_device FROM devices WHERE company_id = of_company AND device_hash = of_device;
    IF by_device IS NULL THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('device ' || of_company || ' ' || of_device, 0));
      SELECT contact_id INTO by_device FROM devices WHERE company_id = of_company AND device_hash = of_device;
    END IF;
  END IF;

  chosen := by_address;
  IF chosen IS NULL AND of_email <> '' AND by_device IS NOT NULL THEN
    UPDATE contacts SET email = of_email WHERE id = by_device AND email = '' RETURNING id INTO chosen;
  ELSIF chosen IS NULL THEN
    chosen := by_device;
  END IF;
  IF chosen IS NULL THEN
    INSERT INTO contacts (company_id, name, email, made_at, last_seen_at)
      VALUES (of_company, of_name, of_email, at_ms, at_ms) RETURNING id INTO chosen;
  ELSE
    -- Somebody who comes again and again is written down once a minute: nobody waits for a row that says nothing new.
    UPDATE contacts
      SET last_seen_at = GREATEST(last_seen_at, at_ms), name = CASE WHEN name = '' THEN of_name ELSE name END
      WHERE id = chosen AND (last_seen_at < at_ms - 60000 OR (name = '' AND of_name <> ''));
  END IF;
  IF of_email <> '' AND by_address IS NULL THEN
    INSERT INTO contact_addresses (company_id, email, contact_id) VALUES (of_company, of_email, chosen);
  END IF;

  IF of_device IS NOT NULL AND seen IS NULL THEN
    UPDATE devices SET contact_id = chosen
      WHERE company_id = of_company AND device_hash = of_device AND contact_id <> chosen;
  ELSIF of_device IS NOT NULL THEN
    INSERT INTO devices AS known
      (company_id, device_hash, contact_id, channel, facts, module_id, group_id, first_seen_at, last_seen_at)
    VALUES (of_company, of_device, chosen, seen ->> 'channel', seen -> 'facts', seen ->> 'moduleId', seen ->> 'groupId',
      at_ms, at_ms)
    ON CONFLICT (company_id, device_hash) DO UPDATE SET
      contact_id = excluded.contact_id, channel = excluded.channel, facts = excluded.facts,
      module_id = coalesce(excluded.module_id, known.module_id), group_id = excluded.group_id,
      last_seen_at = GREATEST(known.last_seen_at, excluded.last_seen_at);
  END IF;
  RETURN chosen;
END $$;

-- Whose address is known from before.
INSERT INTO contacts (company_id, name, email, made_at, last_seen_at)
  SELECT company_id,
    coalesce((array_agg(customer_name ORDER BY created_at DESC) FILTER (WHERE customer_name <> ''))[1], ''),
    lower(customer_email), min(created_at), max(created_at)
  FROM cases WHERE customer_email <> '' GROUP BY company_id, lower(customer_email);
INSERT INTO contact_addresses (company_id, email, contact_id) SELECT company_id, email, id FROM contacts;
UPDATE cases SET contact_id = contacts.id FROM contacts
  WHERE contacts.company_id = cases.company_id AND contacts.email = lower(cases.customer_email) AND cases.customer_email <> '';
