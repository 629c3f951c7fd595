-- What a device is for, and at which place; without one, the first of the municipality's.
ALTER TABLE device ADD COLUMN kind TEXT NOT NULL DEFAULT 'kiosk';
ALTER TABLE device ADD COLUMN place TEXT NOT NULL DEFAULT '';

-- Somebody who has come today: to a meeting, or with an errand. Forgotten with the day. That no number is
-- given twice is this key's to say.
CREATE TABLE ticket (
    id TEXT NOT NULL PRIMARY KEY,
    day TEXT NOT NULL,
    place TEXT NOT NULL,
    series TEXT NOT NULL,         -- A: with an errand, B: to a meeting
    number INTEGER NOT NULL,
    status TEXT NOT NULL,
    meeting TEXT UNIQUE,
    errand TEXT,
    language TEXT,
    phone BLOB,                   -- sealed
    room TEXT NOT NULL,
    called_by TEXT,
    came_at INTEGER NOT NULL,
    called_at INTEGER,
    done_at INTEGER,
    UNIQUE (day, place, series, number)
) STRICT;

-- That a kiosk has asked for a date of birth, but not for which: who guesses asks often.
CREATE TABLE ticket_search (
    id TEXT NOT NULL PRIMARY KEY,
    device TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX ticket_search_device ON ticket_search (device, at);
