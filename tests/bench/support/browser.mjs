// A browser for measuring: the journeys' own program, without anything that would be measured too.
import { chromium as engine } from "playwright-core";

import { chromium, startServer } from "../../browser/support/programs.mjs";

export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** A middling phone. */
export const PHONE = {
  viewport: { width: 360, height: 800 },
  hasTouch: true,
  isMobile: true,
  locale: "da-DK",
  timezoneId: "Europe/Copenhagen",
};

export const openBrowser = () => engine.launch({ executablePath: chromium(), args: ARGUMENTS });

/** The real server and a browser for as long as `act` takes; whatever fails, neither stays behind. */
export async function withServerAndBrowser(act) {
  const server = await startServer();
  try {
    const browser = await openBrowser();
    try {
      await act(server, browser);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
