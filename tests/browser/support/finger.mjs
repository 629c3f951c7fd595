/** A finger, by the browser's own touch events. */
export async function finger(page) {
  const device = await page.context().newCDPSession(page);
  const send = (type, points) => device.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  return {
    down: ({ x, y }) => send("touchStart", [{ x, y }]),
    move: ({ x, y }) => send("touchMove", [{ x, y }]),
    up: () => send("touchEnd", []),
    async along(from, to, steps) {
      await this.down(from);
      await this.onTo(from, to, steps);
    },
    async onTo(from, to, steps = 10) {
      for (let step = 1; step <= steps; step += 1) {
        const part = step / steps;
        await this.move({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part });
        await page.waitForTimeout(16);
      }
    },
  };
}
