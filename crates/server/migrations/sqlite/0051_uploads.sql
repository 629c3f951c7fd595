-- Files that come with what a citizen sends.
CREATE TABLE upload (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    matter TEXT,                  -- what it was sent with; NULL: nothing yet
    length INTEGER NOT NULL,
    received INTEGER NOT NULL,
    about BLOB NOT NULL,          -- sealed: what it is called, and what it turned out to be
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX upload_citizen ON upload (citizen);
CREATE INDEX upload_matter ON upload (matter);

CREATE TABLE upload_part (
    id TEXT NOT NULL PRIMARY KEY,
    upload TEXT NOT NULL,
    starts INTEGER NOT NULL,       -- where in the file
    content BLOB NOT NULL       -- sealed
) STRICT;
CREATE UNIQUE INDEX upload_part_upload ON upload_part (upload, starts);
