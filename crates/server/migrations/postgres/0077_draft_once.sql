-- A person has begun a form once. Where two devices began it at the same time, the one that was written last counts.
DELETE FROM draft WHERE EXISTS (
    SELECT 1 FROM draft AS other
    WHERE other.person = draft.person AND other.form = draft.form
      AND (other.changed_at > draft.changed_at
           OR (other.changed_at = draft.changed_at AND other.id > draft.id))
);
CREATE UNIQUE INDEX draft_once ON draft (person, form);
