// Going through a page with the keyboard alone, and the focus always seen.
import assert from "node:assert/strict";

import { focused, pathOf } from "./page.mjs";

/** Somebody with no more than keys. */
export class Keys {
  constructor(page) {
    this.page = page;
  }

  async press(key) {
    await this.page.keyboard.press(key);
  }

  /** Tab until the focus is on what is called that; every stop on the way can be seen. */
  async tabTo(name, { most = 90, key = "Tab" } = {}) {
    for (let step = 0; step < most; step += 1) {
      await this.press(key);
      const { tag, name: at, visible, open } = await focused(this.page);
      // After the last stop comes the browser's own bar, and then the first one again.
      if (tag === "BODY") continue;
      assert.ok(visible, `the focus has no ring on ${tag} "${at}" (${pathOf(this.page)})`);
      assert.ok(open, `${tag} "${at}" is covered while it has the focus (${pathOf(this.page)})`);
      if (at === name || (name instanceof RegExp && name.test(at))) return;
    }
    assert.fail(`"${name}" is not reached on ${pathOf(this.page)}`);
  }

  /** Enter, and the next page with its heading in focus. */
  async go(key = "Enter") {
    const before = pathOf(this.page);
    await this.press(key);
    await this.page.waitForFunction((before) => location.pathname !== before && document.activeElement?.matches("main h1"), before);
  }

  /** Into the group of rows by Tab, to the row by arrow. */
  async choose(answer, first) {
    await this.tabTo(first);
    for (let step = 0; step < 12; step += 1) {
      const { name } = await focused(this.page);
      if (name === answer) break;
      await this.press("ArrowDown");
    }
    const { name, visible } = await focused(this.page);
    assert.equal(name, answer);
    assert.ok(visible, `the focus has no ring on "${answer}"`);
    await this.press("Space");
  }

  async next() {
    await this.tabTo("Næste");
    await this.go();
  }
}
