-- One thing that a citizen has sent, or is asked about.
CREATE TABLE matter (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    unit TEXT NOT NULL,
    handler TEXT,                 -- who has it in hand
    due_on TEXT,                  -- by which day something is to happen
    urgent INTEGER NOT NULL,
    reminded INTEGER NOT NULL,    -- whether the citizen was, of what they are asked
    version INTEGER NOT NULL,
    private BLOB NOT NULL,        -- sealed: what stands in it, and what was said and decided
    sent_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX matter_citizen ON matter (citizen, sent_at);
CREATE INDEX matter_unit ON matter (unit, status);
CREATE INDEX matter_due_on ON matter (status, due_on);

-- Who helps a citizen, and who did before.
CREATE TABLE contact (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    person TEXT NOT NULL,
    unit TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,                -- NULL: still
    reason BLOB NOT NULL          -- sealed: why it was changed to them
) STRICT;
CREATE INDEX contact_citizen ON contact (citizen, since);

-- What citizens see of who works with them.
CREATE TABLE staff_card (
    person TEXT NOT NULL PRIMARY KEY,
    card TEXT NOT NULL            -- JSON: nothing about citizens
) STRICT;

-- What a citizen has done themselves on the way in.
CREATE TABLE progress (
    citizen TEXT NOT NULL PRIMARY KEY,
    content BLOB NOT NULL,        -- sealed
    version INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
