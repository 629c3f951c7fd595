// Looking at a state of a page in every way that is asked of all of them.
import { assertAccessible } from "./accessibility.mjs";
import { DESK, NARROW, PHONE, picture } from "./house.mjs";
import { assertFits } from "./page.mjs";

/** At both sizes: a picture, and nothing sideways; then no violation at 320 and 1280. */
export async function look(page, name) {
  await page.setViewportSize(PHONE.viewport);
  await picture(page, name);
  await page.setViewportSize(DESK.viewport);
  await picture(page, name);
  await assertFits(page);
  await page.setViewportSize(NARROW.viewport);
  await assertFits(page);
  await assertAccessible(page, name);
}

/** A narrow window to begin with, and the time that many pictures take. */
export const WINDOW = { device: NARROW, timeout: 300_000 };
