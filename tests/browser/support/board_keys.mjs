// The plan board with no more than keys.
import { word } from "./words.mjs";

/** Takes what has the focus, and lays it in a week by the list of weeks. */
export async function laysInWeek(keys, after) {
  await keys.press("Enter");
  await keys.page.locator("#hold-bar:focus").waitFor();
  await keys.tabTo(new RegExp(`^${word("plan.move.to")}`));
  for (let step = 0; step <= after; step += 1) await keys.press("ArrowDown");
  await keys.tabTo(word("plan.put.week"));
  await keys.press("Enter");
}

/** Finds a card of the deck, and lays it in a week. */
export async function laysWithKeys(keys, search, offer, after) {
  await keys.tabTo(word("plan.search"), { most: 30 });
  await keys.press("ControlOrMeta+a");
  await keys.page.keyboard.type(search);
  await keys.tabTo(new RegExp(`^(${word(`offer.${offer}.short`)}, )?${word(`offer.${offer}.name`)},`));
  await laysInWeek(keys, after);
}

/** To one of a phone's parts. */
export async function turnsWithKeys(keys, part, key = "Shift+Tab") {
  await keys.tabTo(new RegExp(`(^|\n)${word(`plan.tab.${part}`)}$`), { most: 60, key });
  await keys.press("Enter");
}

/** Looks into the card that has the focus. */
export async function opensWithKeys(keys) {
  await keys.press("Enter");
  await keys.tabTo(word("plan.open"));
  await keys.press("Enter");
  const dialog = keys.page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}
