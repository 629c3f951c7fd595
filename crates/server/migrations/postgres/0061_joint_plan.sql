-- The adults of a joint plan, each by their own consent. What they bring stands in `plan` (side `joint`).
CREATE TABLE joint_adult (
    joint TEXT NOT NULL,
    person TEXT NOT NULL,
    consented_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (joint, person)
);
CREATE INDEX joint_adult_person ON joint_adult (person);

CREATE TABLE joint_code (
    code TEXT NOT NULL PRIMARY KEY,   -- SHA-256
    joint TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
