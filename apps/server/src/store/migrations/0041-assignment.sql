-- How a group's cases are given to people [A3, A5], where they go when nobody comes [A9], and when it is open [A12].
ALTER TABLE groups
  ADD COLUMN policy text NOT NULL DEFAULT 'offerToAll' CHECK (policy IN ('offerToAll', 'roundRobin', 'leastBusy', 'skills')),
  ADD COLUMN accept_ms bigint NOT NULL DEFAULT 30000 CHECK (accept_ms > 0),
  ADD COLUMN escalate_ms bigint NOT NULL DEFAULT 600000 CHECK (escalate_ms > 0),
  ADD COLUMN fallback_group_id text,
  -- Null: always open.
  ADD COLUMN hours jsonb,
  ADD FOREIGN KEY (company_id, fallback_group_id) REFERENCES groups (company_id, id) ON DELETE SET NULL (fallback_group_id);
CREATE INDEX groups_fallback ON groups (fallback_group_id) WHERE fallback_group_id IS NOT NULL;

-- To whom the case is held out now, who passed it, and when it escalated.
ALTER TABLE cases
  ADD COLUMN offer jsonb,
  ADD COLUMN passes jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN escalated_at bigint;
-- The few cases that the house may have to give to somebody.
CREATE INDEX cases_to_give ON cases (company_id) WHERE waiting_since IS NOT NULL AND assignee_id IS NULL;
