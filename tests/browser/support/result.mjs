// What the result page says, and what it should say for an assessment.
import { about, kroner, plain, word } from "./words.mjs";

const TITLES = {
  entitled: "result.yes-title",
  not_entitled: "result.no-title",
  uncertain: "result.unsure-title",
  null: "result.refused-title",
};

const MONTHS = "januar februar marts april maj juni juli august september oktober november december".split(" ");

export const monthInWords = (month) => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** Every line of the receipt: name and amount, as they can be read. */
async function linesOf(page, name) {
  const items = page.getByRole("list", { name, exact: true }).getByRole("listitem");
  // The rows only: what is folded under them has lists of its own.
  const rows = items.locator("css=:scope > details > summary, :scope:not(:has(details))");
  const texts = await rows.evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((part) => part.innerText)),
  );
  return texts.map((parts) => parts.map(plain).join(": "));
}

/** The result as one reads it. */
export async function readResult(page) {
  const main = page.locator("main");
  const text = async (locator) => ((await locator.count()) > 0 ? plain(await locator.first().innerText()) : null);
  const said = {
    title: await text(main.locator("h1")),
    amount: await text(main.locator(".amount__big")),
    inHand: await text(main.locator(".amount__hand")),
    lines: await linesOf(page, word("result.lines")),
    turnsOn: (await main.locator(".condition > h3").allInnerTexts()).map(plain),
    missing: await main.locator(".missing a").evaluateAll((links) => links.map((link) => link.pathname)),
    steps: (await main.locator(".steps > li > h3").allInnerTexts()).map(plain),
  };
  return said;
}

const who = { applicant: word("result.you"), partner: word("result.spouse") };

const range = (low, high) => `${kroner(low).replace(" kr.", "")}–${kroner(high)}`;

/** The result page for an assessment, worked out from the contract alone; `between` is what is possible
    when facts are missing. */
export function expectedResult(assessment, between) {
  const { outcome, calculation, reasons, next_steps: steps } = assessment;
  const shown = { title: word(TITLES[outcome]), amount: null, inHand: null, lines: [] };
  if (calculation && outcome !== "not_entitled") {
    const both = calculation.per_person.length > 1;
    const named = (group, { code, person }) =>
      word(`law.${group}.${code}.name`) + (both ? ` (${who[person]})` : "");
    const { gross_total: gross } = calculation.household;
    shown.amount = kroner(gross);
    shown.inHand = word("result.about", { beloeb: about(calculation.net_estimate.household_net) });
    shown.lines = [
      ...calculation.components
        .filter(({ included }) => included)
        .map((line) => `${named("component", line)}: ${kroner(line.amount)}`),
      ...calculation.deductions.map((line) => `${named("deduction", line)}: ${kroner(`-${line.amount}`)}`),
      `${word("result.sum")}: ${kroner(gross)}`,
    ];
  }
  const turns = { not_entitled: "not_met", uncertain: "kommunen_vurderer" }[outcome];
  shown.turnsOn = reasons
    .filter((reason) => reason.decisive && reason.outcome === turns)
    .map(({ rule_id, person }) => (person === "partner" ? `${word("result.spouse-capital")}: ` : "") + word(`law.rule.${rule_id}.name`));
  if (outcome === "uncertain" && between) shown.amount = range(...between);
  shown.steps = steps.map((step) => word(`law.step.${step}.title`));
  return shown;
}
