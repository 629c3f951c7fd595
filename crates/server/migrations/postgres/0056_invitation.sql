-- A citizen asks their spouse to sign their own part of one application.
CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    applicant TEXT NOT NULL,
    application TEXT,             -- the matter; NULL: not sent yet
    code TEXT NOT NULL UNIQUE,    -- SHA-256; used up when there is a spouse
    spouse TEXT,
    part TEXT,                    -- the matter that the spouse has signed
    created_at BIGINT NOT NULL,
    ends_on TEXT NOT NULL,        -- the last day
    stopped_at BIGINT
);
CREATE INDEX invitation_applicant ON invitation (applicant);
CREATE INDEX invitation_spouse ON invitation (spouse);
