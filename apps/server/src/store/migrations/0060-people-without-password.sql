-- People whom an integration added have no password until they choose one by a link [P10].
ALTER TABLE invitations ADD COLUMN person_id text;
ALTER TABLE invitations ADD FOREIGN KEY (company_id, person_id) REFERENCES people (company_id, id) ON DELETE CASCADE;
CREATE INDEX invitations_person ON invitations (person_id) WHERE person_id IS NOT NULL;

-- When somebody signed in last; null: never. What the log knows of it is taken over.
ALTER TABLE people ADD COLUMN last_signed_in_at bigint;
UPDATE people SET last_signed_in_at = seen.at
  FROM (SELECT actor_id, max(at) AS at FROM audit WHERE act = 'person/signedIn' GROUP BY actor_id) AS seen
 WHERE seen.actor_id = people.id;
