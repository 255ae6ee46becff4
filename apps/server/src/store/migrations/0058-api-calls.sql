-- How many calls of the web API each token made in its present minute [W6], over all servers. Nothing here need outlive a crash.
CREATE UNLOGGED TABLE api_calls (
  token_id       text PRIMARY KEY,
  count          integer NOT NULL,
  window_ends_at bigint NOT NULL
);
CREATE INDEX api_calls_window ON api_calls (window_ends_at);
