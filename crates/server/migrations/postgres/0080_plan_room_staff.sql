-- Who has joined a meeting over a plan: in an online meeting all who hold it.
CREATE TABLE plan_room_staff (
    room TEXT NOT NULL,
    person TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (room, person)
);
INSERT INTO plan_room_staff (room, person, joined_at)
SELECT id, staff, 0 FROM plan_room WHERE staff IS NOT NULL;
ALTER TABLE plan_room DROP COLUMN staff;
