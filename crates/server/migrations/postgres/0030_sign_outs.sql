-- How often somebody has signed out everywhere: a session of an earlier number holds no longer.
ALTER TABLE person ADD COLUMN sign_outs BIGINT NOT NULL DEFAULT 0;
