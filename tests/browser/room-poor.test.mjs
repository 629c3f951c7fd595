// The online meeting where no way is found: first the picture goes, then it goes on by telephone.
import assert from "node:assert/strict";

import { configured, journey, withCamera } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { OPTIONS, asks, meets, onlyRelayed, openEarly, says, titled } from "./support/room.mjs";

configured(openEarly());
withCamera();

journey("no way is found to Mette's device, and the meeting goes on by telephone by itself", OPTIONS, async ({ page, context }) => {
  // There is no server for relaying: nothing of hers gets through.
  await onlyRelayed(context);
  await meets(page, async (office, meeting) => {
    await says(page, "room.poor.picture");
    await look(page, "room-poor-picture");
    await titled(page, "room.phone.title");
    await titled(office, "room.phone.title");
    await says(page, "room.phone.poor");
    await look(page, "room-poor-phone");
    const now = await asks(page, "GET", `/api/v1/meetings/${meeting.id}`);
    assert.deepEqual([now.id, now.form, now.on_the_way], [meeting.id, "phone", "call_me"]);
  });
});
