-- What a customer left to be answered [H3], and how long customers waited until they met an expert [H1].
ALTER TABLE cases ADD COLUMN message jsonb;
ALTER TABLE cases ADD COLUMN picked_up_at bigint;
ALTER TABLE cases ADD COLUMN waited_ms bigint;
CREATE INDEX cases_picked_up ON cases (group_id, picked_up_at DESC) WHERE picked_up_at IS NOT NULL;
-- For how long a case with a message stays open to be answered.
ALTER TABLE groups ADD COLUMN message_validity_ms bigint NOT NULL DEFAULT 604800000 CHECK (message_validity_ms >= 60000);
