-- One thing that a citizen has sent, or is asked about.
CREATE TABLE matter (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    unit TEXT NOT NULL,
    handler TEXT,                 -- who has it in hand
    due_on TEXT,                  -- by which day something is to happen
    urgent BIGINT NOT NULL,
    reminded BIGINT NOT NULL,    -- whether the citizen was, of what they are asked
    version BIGINT NOT NULL,
    private BYTEA NOT NULL,        -- sealed: what stands in it, and what was said and decided
    sent_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX matter_citizen ON matter (citizen, sent_at);
CREATE INDEX matter_unit ON matter (unit, status);
CREATE INDEX matter_due_on ON matter (status, due_on);

-- Who helps a citizen, and who did before.
CREATE TABLE contact (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    person TEXT NOT NULL,
    unit TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,                -- NULL: still
    reason BYTEA NOT NULL          -- sealed: why it was changed to them
);
CREATE INDEX contact_citizen ON contact (citizen, since);

-- What citizens see of who works with them.
CREATE TABLE staff_card (
    person TEXT NOT NULL PRIMARY KEY,
    card TEXT NOT NULL            -- JSON: nothing about citizens
);

-- What a citizen has done themselves on the way in.
CREATE TABLE progress (
    citizen TEXT NOT NULL PRIMARY KEY,
    content BYTEA NOT NULL,        -- sealed
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
