-- How many have said, without their name, what an offer was worth to them.
CREATE TABLE pulse (
    offer TEXT NOT NULL,
    half_year TEXT NOT NULL,       -- 2026-2: the second half of 2026
    mark BIGINT NOT NULL,         -- 1 (not at all) to 5 (fully)
    answers BIGINT NOT NULL,
    PRIMARY KEY (offer, half_year, mark)
);
