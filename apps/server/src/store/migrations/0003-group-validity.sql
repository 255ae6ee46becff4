-- How long the cases made by hand in a group are valid [C6].
ALTER TABLE groups ADD COLUMN validity_ms bigint NOT NULL DEFAULT 86400000 CHECK (validity_ms >= 60000);
