-- Who comes to an online meeting with the citizen, by a link of their own: a companion, an interpreter.
CREATE TABLE meeting_guest (
    id TEXT NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    name BLOB NOT NULL,             -- sealed
    code TEXT NOT NULL,           -- SHA-256
    created_at INTEGER NOT NULL,
    stopped_at INTEGER
) STRICT;
CREATE INDEX meeting_guest_meeting ON meeting_guest (meeting);
CREATE UNIQUE INDEX meeting_guest_code ON meeting_guest (code);
