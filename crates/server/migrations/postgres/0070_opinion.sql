-- What people think of this service. Nothing says who they are, unless they ask to be called.
CREATE TABLE opinion (
    id TEXT NOT NULL PRIMARY KEY, -- made by the device: sent twice it is one
    content BYTEA NOT NULL,        -- sealed
    given_at BIGINT NOT NULL
);
CREATE INDEX opinion_given_at ON opinion (given_at);
