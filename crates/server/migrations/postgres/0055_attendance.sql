-- Which unit runs an activity: what it may register for is found by it.
ALTER TABLE matter ADD COLUMN provider TEXT;
CREATE INDEX matter_provider ON matter (provider);
