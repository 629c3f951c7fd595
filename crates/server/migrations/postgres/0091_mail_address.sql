-- Where a citizen wants to be told that there is something to read.
CREATE TABLE mail_address (
    citizen TEXT NOT NULL PRIMARY KEY,
    address BYTEA NOT NULL,       -- sealed: the address, and in which language they read
    changed_at BIGINT NOT NULL
);
