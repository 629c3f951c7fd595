-- An online room, while somebody is in it.
CREATE TABLE online_room (
    meeting TEXT NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL      -- of the last message
) STRICT;

-- Who is in it: one row for a person's device, also while its connection is being made again.
CREATE TABLE online_peer (
    id TEXT NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    person TEXT NOT NULL,
    device TEXT NOT NULL,
    page TEXT NOT NULL,           -- on which it was opened: another one begins anew
    staff INTEGER NOT NULL,        -- 1: of the municipality
    connection TEXT NOT NULL,    -- the newest one: an older one ends
    here INTEGER NOT NULL,         -- 0: the connection was lost
    seen_at INTEGER NOT NULL,
    UNIQUE (meeting, person, device)
) STRICT;

-- What is on its way to one of them; deleted when it has come.
CREATE TABLE online_message (
    id TEXT NOT NULL PRIMARY KEY,
    meeting TEXT NOT NULL,
    peer TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    content BLOB NOT NULL        -- sealed
) STRICT;
CREATE INDEX online_message_peer ON online_message (meeting, peer, sequence);
