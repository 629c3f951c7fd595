-- Whether the unit has it because the citizen lets another unit see it: then it has no relation of its own.
ALTER TABLE matter ADD COLUMN by_consent BIGINT NOT NULL DEFAULT 0;

-- Which units work with whom, until when (NULL: until further notice): those that were told so, and those that
-- have a matter of the citizen's, as long as there is something to do and for 90 days after it.
CREATE VIEW works_with AS
    SELECT citizen, unit, ends_at FROM relation
    UNION ALL
    SELECT citizen, unit,
        CASE WHEN status IN ('sent', 'in_hand', 'asked') THEN NULL ELSE changed_at + 7776000000 END
    FROM matter WHERE by_consent = 0
    UNION ALL
    SELECT citizen, also,
        CASE WHEN status IN ('sent', 'in_hand', 'asked') THEN NULL ELSE changed_at + 7776000000 END
    FROM matter WHERE also IS NOT NULL;
