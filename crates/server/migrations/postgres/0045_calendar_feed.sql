-- The calendar elsewhere of somebody who meets citizens. Another address is another row.
CREATE TABLE meeting_feed (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL UNIQUE,
    address BYTEA NOT NULL,        -- sealed: whoever knows it can read the calendar
    due_at BIGINT NOT NULL,       -- read again
    etag TEXT,                    -- of what was read
    last_modified TEXT,
    known_until BIGINT,           -- what is busy is known until then
    read_at BIGINT,
    failure TEXT,                 -- why not, since
    unclear BIGINT NOT NULL       -- entries that could not be understood
);
CREATE INDEX meeting_feed_due_at ON meeting_feed (due_at);

-- When it says that they are busy. What with is not kept.
CREATE TABLE meeting_busy (
    person TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (person, starts_at)
);
