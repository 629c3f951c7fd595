-- No table refers to another by a foreign key: a backup is restored table by table, in any order.

-- Whoever has signed in. The provider's pseudonym, and under seal the name and, for a citizen, the CPR.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    realm TEXT NOT NULL,
    subject TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (realm, subject)
);

-- What a cookie stands for. Of the cookie only a hash is kept.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_expires_at ON session (expires_at);

-- A unit works with a citizen: its caseworkers and benefit officers may see what their work needs.
CREATE TABLE relation (
    citizen TEXT NOT NULL,
    unit TEXT NOT NULL,
    ends_at BIGINT,
    PRIMARY KEY (citizen, unit)
);

-- A citizen lets another unit see a part, for a purpose, until a day.
CREATE TABLE consent (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    unit TEXT NOT NULL,
    part TEXT NOT NULL,
    purpose BYTEA NOT NULL,        -- sealed
    given_at BIGINT NOT NULL,
    ends_on TEXT NOT NULL,        -- the last day
    withdrawn_at BIGINT
);
CREATE INDEX consent_citizen ON consent (citizen);

-- A citizen lets somebody help with a part, until a day. Whoever brings the code becomes the helper.
CREATE TABLE share (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    part TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,    -- SHA-256; used up when there is a helper
    helper TEXT,
    created_at BIGINT NOT NULL,
    ends_on TEXT NOT NULL,        -- the last day
    revoked_at BIGINT
);
CREATE INDEX share_citizen ON share (citizen);

-- Every look of somebody else at a citizen's data.
CREATE TABLE look (
    id TEXT NOT NULL PRIMARY KEY,
    citizen TEXT NOT NULL,
    viewer TEXT NOT NULL,
    unit TEXT,                    -- NULL: a helper
    part TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX look_citizen_at ON look (citizen, at);

-- A screen or a kiosk of the house.
CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,    -- SHA-256
    code_ends_at BIGINT NOT NULL,
    enrolled_at BIGINT,
    revoked_at BIGINT
);
