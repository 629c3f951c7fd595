-- Who has joined a meeting over a plan: in an online meeting all who hold it.
CREATE TABLE plan_room_staff (
    room TEXT NOT NULL,
    person TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (room, person)
) STRICT;
INSERT INTO plan_room_staff (room, person, joined_at)
SELECT id, staff, 0 FROM plan_room WHERE staff IS NOT NULL;
ALTER TABLE plan_room DROP COLUMN staff;
