-- Whether sign-ins made by the password alone are worth nothing in a company [I5].
ALTER TABLE companies ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;

-- When somebody's second factor was reset, and the name of who did it; until they were told.
ALTER TABLE people ADD COLUMN second_factor_reset_at bigint, ADD COLUMN second_factor_reset_by text;
