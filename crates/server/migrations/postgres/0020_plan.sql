-- What is kept of a plan: the citizen's own copy (which the server cannot read), what the citizen shows to
-- the municipality, and what the municipality writes.
CREATE TABLE plan (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,          -- a person, or a room
    side TEXT NOT NULL,           -- own, shared or office
    content BYTEA NOT NULL,        -- sealed
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (owner, side)
);
CREATE INDEX plan_changed_at ON plan (changed_at);

-- A copy for relatives, which the server cannot read either. Its id opens it.
CREATE TABLE plan_link (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    content BYTEA NOT NULL,        -- sealed
    created_at BIGINT NOT NULL,
    ends_on TEXT NOT NULL         -- the last day
);
CREATE INDEX plan_link_citizen ON plan_link (citizen, created_at);
CREATE INDEX plan_link_ends_on ON plan_link (ends_on);

-- A meeting over a plan of somebody who has not signed in.
CREATE TABLE plan_room (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,           -- SHA-256
    code_ends_at BIGINT NOT NULL,
    secret TEXT NOT NULL,         -- SHA-256 of what who opened it has
    staff TEXT,                   -- who has joined
    version BIGINT NOT NULL,     -- counts what changes
    shared BIGINT NOT NULL,      -- the version at which the citizen's part changed last
    office BIGINT NOT NULL,      -- and the caseworker's
    ends_at BIGINT NOT NULL
);
CREATE INDEX plan_room_code ON plan_room (code);
CREATE INDEX plan_room_ends_at ON plan_room (ends_at);

-- A wrong code of a room, so that nobody tries all of them.
CREATE TABLE plan_guess (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX plan_guess_person ON plan_guess (person, at);
CREATE INDEX plan_guess_at ON plan_guess (at);
