// A device on which the questions have been answered before: for journeys that begin at the result.
import { appStands } from "./page.mjs";

const DIGITS = (household) => Buffer.from(JSON.stringify(household)).toString("base64url");

/** Opens the result of a household, as by a link from another device. */
export async function openResult(page, household) {
  await page.goto(`/beregner/resultat#s=${DIGITS(household)}`);
  await appStands(page);
  await page.waitForFunction(() => location.hash === "" && document.querySelector(".result"));
}
