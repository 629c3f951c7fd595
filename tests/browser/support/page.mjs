// Reading a page as people and their aids do.
import assert from "node:assert/strict";

/** The page stands when it has its heading; until then `index.html` shows whom to call. */
export async function open(page, address) {
  await page.goto(address);
  await appStands(page);
}

export const appStands = (page) => page.locator("#main-content h1").waitFor();

export const heading = (page) => page.locator("#main-content h1").innerText();

/** All words that can be seen, as one text. */
export const words = (page) => page.locator("body").innerText();

export const pathOf = (page) => new URL(page.url()).pathname;

/** Opens whatever is folded, also what is folded in it. */
export async function unfoldAll(page) {
  const closed = page.locator("details:not([open]) > summary").filter({ visible: true }).first();
  while (await closed.isVisible()) await closed.click();
}

/** Nothing has to be read sideways. */
export async function assertFits(page) {
  const { wide, room, culprits } = await page.evaluate(() => {
    const root = document.documentElement;
    const room = root.clientWidth;
    const sticksOut = (element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > room + 1;
    };
    const scrolls = (element) => {
      for (let at = element; at && at !== root; at = at.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true;
      }
      return false;
    };
    const culprits = [...document.body.querySelectorAll("*")]
      .filter((element) => sticksOut(element) && !scrolls(element))
      .map((element) => `${element.tagName}.${element.className}`);
    return { wide: root.scrollWidth, room, culprits };
  });
  assert.ok(wide <= room, `${pathOf(page)} is ${wide} wide in a window of ${room}: ${culprits.slice(0, 4)}`);
}

/** Where the focus is, in words: what it is called, whether its ring can be seen, and whether it lies open. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    // DKFDS draws the ring of a radio button or tick box on its label.
    const drawnOn = [element, ...(element.labels ?? [])];
    // The little button in a field for a date has the browser's own ring, which no style tells of.
    const visible = element.matches("input[type=date]") || drawnOn.some((place) => {
      return [getComputedStyle(place), getComputedStyle(place, "::before"), getComputedStyle(place, "::after")]
        .some((style) => {
          const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
          return outline || style.boxShadow !== "none";
        });
    });
    // What has the focus lies open: nothing that sticks to an edge covers it (WCAG 2.4.11).
    const { x, y, width, height } = (element.labels?.[0] ?? element).getBoundingClientRect();
    const top = document.elementFromPoint(x + Math.min(width, innerWidth) / 2, y + height / 2);
    const open = drawnOn.some((place) => place.contains(top) || top?.contains(place));
    const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText;
    return { tag: element.tagName, id: element.id, name: (name ?? "").trim(), visible, open };
  });
}
