-- Since when who works with one of the adults sees what this adult brings; NULL: they do not.
ALTER TABLE joint_adult ADD COLUMN office_at INTEGER;
