-- Where a citizen wants to be told that there is something to read.
CREATE TABLE mail_address (
    citizen TEXT NOT NULL PRIMARY KEY,
    address BLOB NOT NULL,        -- sealed: the address, and in which language they read
    changed_at INTEGER NOT NULL
) STRICT;
