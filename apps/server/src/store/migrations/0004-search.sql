-- Searching all cases by any piece of text takes as long with a million of them as with a thousand. The expression must be
-- the one `search` in case-store.ts asks for.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX cases_text ON cases
  USING gin ((code || ' ' || customer_name || ' ' || customer_email || ' ' || description) gin_trgm_ops);
