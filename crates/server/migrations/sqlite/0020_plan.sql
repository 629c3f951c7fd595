-- What is kept of a plan: the citizen's own copy (which the server cannot read), what the citizen shows to
-- the municipality, and what the municipality writes.
CREATE TABLE plan (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,          -- a person, or a room
    side TEXT NOT NULL,           -- own, shared or office
    content BLOB NOT NULL,        -- sealed
    version INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (owner, side)
) STRICT;
CREATE INDEX plan_changed_at ON plan (changed_at);

-- A copy for relatives, which the server cannot read either. Its id opens it.
CREATE TABLE plan_link (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    content BLOB NOT NULL,        -- sealed
    created_at INTEGER NOT NULL,
    ends_on TEXT NOT NULL         -- the last day
) STRICT;
CREATE INDEX plan_link_citizen ON plan_link (citizen, created_at);
CREATE INDEX plan_link_ends_on ON plan_link (ends_on);

-- A meeting over a plan of somebody who has not signed in.
CREATE TABLE plan_room (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,           -- SHA-256
    code_ends_at INTEGER NOT NULL,
    secret TEXT NOT NULL,         -- SHA-256 of what who opened it has
    staff TEXT,                   -- who has joined
    version INTEGER NOT NULL,     -- counts what changes
    shared INTEGER NOT NULL,      -- the version at which the citizen's part changed last
    office INTEGER NOT NULL,      -- and the caseworker's
    ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_room_code ON plan_room (code);
CREATE INDEX plan_room_ends_at ON plan_room (ends_at);

-- A wrong code of a room, so that nobody tries all of them.
CREATE TABLE plan_guess (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_guess_person ON plan_guess (person, at);
CREATE INDEX plan_guess_at ON plan_guess (at);
