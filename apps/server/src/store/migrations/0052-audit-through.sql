-- The integration that did it in somebody's name, by a token of the web API; empty for people themselves [X21].
ALTER TABLE audit ADD COLUMN through text NOT NULL DEFAULT '';
-- For a span of time out of a long log.
CREATE INDEX audit_time ON audit (company_id, at DESC, id DESC);
