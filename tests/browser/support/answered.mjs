// A device on which the questions have been answered before: for journeys that begin at the result.
import { appStands } from "./page.mjs";

/** A link that carries a household, as from another device. */
export const linkTo = (household) =>
  `/beregner/resultat#s=${Buffer.from(JSON.stringify(household)).toString("base64url")}`;

/** Opens the result of a household. */
export async function openResult(page, household) {
  await page.goto(linkTo(household));
  await appStands(page);
  await page.waitForFunction(() => location.hash === "" && document.querySelector(".result"));
}
