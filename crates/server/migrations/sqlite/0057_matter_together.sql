-- A second unit that has a matter too, and the day that the citizen wants to be reminded.
ALTER TABLE matter ADD COLUMN also TEXT;
ALTER TABLE matter ADD COLUMN remind_on TEXT;
CREATE INDEX matter_also ON matter (also, status);
CREATE INDEX matter_remind_on ON matter (remind_on);
