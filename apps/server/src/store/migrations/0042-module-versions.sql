-- What a module says and asks is kept as one document, as a draft and as published versions [M10]. What other tables point
-- at, and what a module is found by, keeps its column and holds the live version's value.
ALTER TABLE modules ADD COLUMN settings jsonb;
ALTER TABLE modules ADD COLUMN version integer NOT NULL DEFAULT 1;
-- Goes up with every change, so that whoever changes a module can say which one they saw [C11].
ALTER TABLE modules ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE modules ADD COLUMN changed_by text;
ALTER TABLE modules ADD COLUMN changed_at bigint;
UPDATE modules SET
  changed_at = created_at,
  settings = jsonb_build_object(
    'title', title, 'welcome', welcome, 'waiting', waiting, 'disclaimer', disclaimer, 'accent', accent,
    'fields', jsonb_build_object('name', name_field, 'email', email_field, 'description', description_field),
    'validityMs', validity_ms, 'survey', survey, 'sos', jsonb_build_object('on', sos_on, 'label', sos_label)
  );
ALTER TABLE modules ALTER COLUMN settings SET NOT NULL, ALTER COLUMN changed_at SET NOT NULL;
ALTER TABLE modules ALTER COLUMN version DROP DEFAULT, ALTER COLUMN revision DROP DEFAULT;
ALTER TABLE modules
  DROP COLUMN title, DROP COLUMN welcome, DROP COLUMN waiting, DROP COLUMN disclaimer, DROP COLUMN accent,
  DROP COLUMN name_field, DROP COLUMN email_field, DROP COLUMN description_field,
  DROP COLUMN validity_ms, DROP COLUMN survey, DROP COLUMN sos_on, DROP COLUMN sos_label;

-- All settings of each version as they were published; never changed.
CREATE TABLE module_versions (
  module_id text NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  number integer NOT NULL,
  settings jsonb NOT NULL,
  by_id text REFERENCES people (id),
  at bigint NOT NULL,
  PRIMARY KEY (module_id, number)
);
INSERT INTO module_versions (module_id, number, settings, by_id, at)
  SELECT id, 1, settings || jsonb_build_object('name', name, 'slug', slug, 'groupId', group_id, 'assigneeId', assignee_id),
    NULL, created_at
  FROM modules;

CREATE TABLE module_drafts (
  module_id text PRIMARY KEY REFERENCES modules (id) ON DELETE CASCADE,
  settings jsonb NOT NULL,
  by_id text REFERENCES people (id),
  at bigint NOT NULL
);
