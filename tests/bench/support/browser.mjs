// A browser for measuring: the journeys' own program, without anything that would be measured too.
import { chromium as engine } from "playwright-core";

import { chromium } from "../../browser/support/programs.mjs";

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
