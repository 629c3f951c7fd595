// Ten people answer on a phone. What they see is what the law gives for the household that a lawyer would
// see in their answers, and the app's own household is that one.
import assert from "node:assert/strict";

import { journey } from "./support/house.mjs";
import { filled } from "./support/households.mjs";
import { Person } from "./support/person.mjs";
import { assessedByCommandLine, indgang } from "./support/programs.mjs";
import { downloadReceipt, sealed } from "./support/receipts.mjs";
import { expectedResult, readResult } from "./support/result.mjs";
import { FAMILY, SITUATIONS } from "./support/situations.mjs";

/** The assessment has what was worked out by hand. */
function assertGives(assessment, gives) {
  assert.equal(assessment.outcome, gives.outcome);
  assert.equal(assessment.refusal_code, gives.refusal ?? null);
  const { calculation } = assessment;
  assert.equal(calculation?.household.gross_total, gives.gross);
  if (gives.lines) {
    const lines = [...calculation.components.filter(({ included }) => included), ...calculation.deductions];
    const given = lines.map(({ code, amount }) => `${code} ${amount}`);
    const wanted = Object.entries(gives.lines).flatMap(([code, amounts]) =>
      [amounts].flat().map((amount) => `${code} ${amount}`),
    );
    assert.deepEqual(given, wanted);
  }
  const stands = (outcome) =>
    assessment.reasons.filter((reason) => reason.outcome === outcome).map(({ rule_id }) => rule_id);
  for (const rule of gives.turnsOn ?? []) assert.ok(stands("not_met").includes(rule), rule);
  for (const code of gives.reservations ?? []) assert.ok(assessment.reservations.includes(code), code);
  assert.deepEqual(assessment.missing_facts.map(({ pointer }) => pointer), gives.missing ?? []);
}

for (const { name, answers, month, household, gives } of SITUATIONS) {
  journey(`${name}: the result is that of the law`, async ({ page, origin }, t) => {
    const person = new Person(page);
    await person.begins();
    await person.walks(answers);
    if (month) await page.getByRole("combobox", { name: "Hvilken måned vil du regne på?" }).selectOption({ label: month });
    await page.waitForFunction(() => document.querySelector(".result"));
    t.diagnostic(`${person.met.length} questions, ${person.taps} taps, ${person.keys} keys`);

    const line = assessedByCommandLine(household);
    const assessment = JSON.parse(line);
    assertGives(assessment, gives);
    const { missing, ...said } = await readResult(page);
    assert.deepEqual(said, expectedResult(assessment, gives.between));
    assert.deepEqual(missing, gives.asks ?? [], "what is missing leads to its question");

    if (gives.outcome === null) return;
    const { name: file, text: receipt } = await downloadReceipt(page);
    assert.equal(file, `kvittering-${household.month}.json`);
    const { household: own, program_version } = JSON.parse(receipt);
    assert.deepEqual(filled(own), filled(household));
    const version = assessment.parameters.version;
    assert.equal(receipt, sealed({ household: own, assessment, parameters_version: version, program_version }));
    const verified = indgang(["verify", "-"], receipt);
    assert.deepEqual([verified.status, verified.stdout], [0, "ok\n"]);

    // The same bytes from the command line and from the API, for the app's own way of writing it too.
    assert.equal(assessedByCommandLine(own), line);
    const answer = await fetch(`${origin}/api/v1/assessments`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(own),
    });
    assert.equal((await answer.text()).trimEnd(), line);
  });
}

journey("a plain single person meets at most twelve questions", async ({ page }) => {
  const person = new Person(page);
  await person.begins();
  await person.walks(SITUATIONS[0].answers);
  assert.ok(person.met.length <= 12, person.met.join(", "));
});

journey(`${FAMILY.name}: it is quick to enter`, async ({ page }, t) => {
  const person = new Person(page);
  await person.begins();
  await person.walks(FAMILY.answers);
  const { met, taps, keys } = person;
  t.diagnostic(`${met.length} questions, ${taps} taps, ${keys} keys: ${met.join(", ")}`);
  // Measured, so that it does not grow unseen.
  assert.ok(met.length <= 17 && taps <= 70 && keys <= 45, `${met.length} questions, ${taps} taps, ${keys} keys`);
});
