-- What a request that may be repeated was answered, so that repeating it does nothing more.
CREATE TABLE idempotency (
    owner TEXT NOT NULL,          -- whose key it is
    key TEXT NOT NULL,
    request BLOB NOT NULL,        -- SHA-256 of what was asked
    answer BLOB NOT NULL,         -- sealed
    created_at INTEGER NOT NULL,
    PRIMARY KEY (owner, key)
) STRICT;
CREATE INDEX idempotency_created_at ON idempotency (created_at);

-- What must still reach the outside. A message that has arrived is deleted.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY, -- the same however often it is tried
    message BLOB NOT NULL,        -- sealed
    attempts INTEGER NOT NULL,
    due_at INTEGER,               -- not tried before; NULL: given up
    failure TEXT,                 -- of the last attempt
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due_at ON outbox (due_at);

-- What has changed, for whoever listens. Numbered for each audience, in the order of the commits.
CREATE TABLE event (
    audience TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,        -- the address to load again
    created_at INTEGER NOT NULL,
    PRIMARY KEY (audience, sequence)
) STRICT;
CREATE INDEX event_created_at ON event (created_at);
