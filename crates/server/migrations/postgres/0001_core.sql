-- What a request that may be repeated was answered, so that repeating it does nothing more.
CREATE TABLE idempotency (
    owner TEXT NOT NULL,          -- whose key it is
    key TEXT NOT NULL,
    request BYTEA NOT NULL,        -- SHA-256 of what was asked
    answer BYTEA NOT NULL,         -- sealed
    created_at BIGINT NOT NULL,
    PRIMARY KEY (owner, key)
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);

-- What must still reach the outside. A message that has arrived is deleted.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY, -- the same however often it is tried
    message BYTEA NOT NULL,        -- sealed
    attempts BIGINT NOT NULL,
    due_at BIGINT,               -- not tried before; NULL: given up
    failure TEXT,                 -- of the last attempt
    created_at BIGINT NOT NULL
);
CREATE INDEX outbox_due_at ON outbox (due_at);

-- What has changed, for whoever listens. Numbered for each audience, in the order of the commits.
CREATE TABLE event (
    audience TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,        -- the address to load again
    created_at BIGINT NOT NULL,
    PRIMARY KEY (audience, sequence)
);
CREATE INDEX event_created_at ON event (created_at);
