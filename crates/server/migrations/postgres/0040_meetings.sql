-- Somebody of the municipality who meets citizens, and when they have time. Free times are computed.
CREATE TABLE meeting_staff (
    person TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    times TEXT NOT NULL,          -- JSON: nothing about citizens
    version BIGINT NOT NULL
);
CREATE INDEX meeting_staff_unit ON meeting_staff (unit);

-- A meeting, from the moment that its time is reserved.
CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    status TEXT NOT NULL,
    instead_of TEXT,              -- an earlier time that is offered: the meeting it would be
    kept_until BIGINT NOT NULL,  -- of a reservation
    extended BIGINT NOT NULL,    -- how often
    version BIGINT NOT NULL,
    private BYTEA NOT NULL,        -- sealed: wishes, reasons, the summary
    wants_earlier BIGINT NOT NULL,
    reminded BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX meeting_citizen ON meeting (citizen, starts_at);
CREATE INDEX meeting_starts_at ON meeting (starts_at);
CREATE INDEX meeting_status ON meeting (status, kept_until);
CREATE INDEX meeting_instead_of ON meeting (instead_of);

-- Who of the municipality takes part.
CREATE TABLE meeting_host (
    meeting TEXT NOT NULL,
    person TEXT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (meeting, person)
);
CREATE INDEX meeting_host_person ON meeting_host (person);

-- What is taken, in pieces of five minutes: of a person's time, of a group's seats, and the one meeting that
-- a citizen may have ahead. That nothing is taken twice is this key's to say.
CREATE TABLE meeting_taken (
    what TEXT NOT NULL,
    tick BIGINT NOT NULL,
    owner TEXT NOT NULL,          -- a meeting, or a group's session
    PRIMARY KEY (what, tick)
);
CREATE INDEX meeting_taken_owner ON meeting_taken (owner);

-- Until when a citizen is to book a meeting.
CREATE TABLE meeting_deadline (
    citizen TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    reason BYTEA NOT NULL,         -- sealed
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL
);

-- How a meeting was. Whose it was is not kept.
CREATE TABLE meeting_feedback (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    month TEXT NOT NULL,
    rating BIGINT NOT NULL,
    words BYTEA NOT NULL           -- sealed
);
