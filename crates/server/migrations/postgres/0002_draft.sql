-- The keys that something here is sealed with: a server without one of them does not start.
CREATE TABLE seal_key (
    id TEXT NOT NULL PRIMARY KEY
);

-- A form that a person has begun.
CREATE TABLE draft (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    form TEXT NOT NULL,
    content BYTEA NOT NULL,        -- sealed
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX draft_person ON draft (person, changed_at);
