-- One-time secrets by which a customer moves from the browser to the desktop module in the same case [M9].
CREATE TABLE moves (
  move_hash text PRIMARY KEY,
  case_id text NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  expires_at bigint NOT NULL,
  used_by text
);
CREATE INDEX moves_case ON moves (case_id);
