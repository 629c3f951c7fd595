// Answering the calculator as a person does: by the words on the screen, one tap or key at a time, and
// only what one is asked. A person knows their answers by the question's name in the address.
import assert from "node:assert/strict";

import { heading, pathOf } from "./page.mjs";
import { word } from "./words.mjs";

const RESULT = "/beregner/resultat";

export class Person {
  taps = 0;
  keys = 0;
  /** How many fields something was typed in. */
  fields = 0;
  /** The names of the questions that were met, in order. */
  met = [];

  constructor(page) {
    this.page = page;
  }

  async tap(control) {
    this.taps += 1;
    await control.click();
  }

  async type(field, text) {
    await this.tap(field);
    // What stood there is written over.
    await field.press("ControlOrMeta+a");
    await field.pressSequentially(text);
    this.keys += text.length;
    this.fields += 1;
  }

  /** Comes to the calculator and begins. */
  async begins() {
    await this.page.goto("/beregner");
    await this.moves(() => this.tap(this.page.getByRole("link", { name: word("calculator.begin") })));
  }

  /** The name of the question that is on the screen. */
  get question() {
    return pathOf(this.page).replace("/beregner/", "");
  }

  /** Does what should lead to another page, and waits until that has the heading in focus. */
  async moves(act) {
    const before = pathOf(this.page);
    await act();
    await this.page.waitForFunction((before) => {
      const arrived = location.pathname !== before && document.activeElement?.matches("main h1");
      return arrived || document.getElementById("error-summary");
    }, before);
    const summary = this.page.locator("#error-summary");
    if (await summary.isVisible()) assert.fail(`${before} is refused: ${await summary.innerText()}`);
  }

  /** "Næste". */
  async goesOn() {
    await this.moves(() => this.tap(this.page.getByRole("button", { name: word("calculator.next"), exact: true })));
  }

  /** Gives one question's answer: its steps in order. */
  async answers(steps) {
    for (const step of steps) await step(this);
  }

  /** Answers whatever is asked until the result is there. `seen` is called when a page is answered. */
  async walks(answers, seen = async () => {}) {
    while (pathOf(this.page) !== RESULT) {
      const { question } = this;
      const steps = answers[question];
      if (!steps) assert.fail(`nobody expected to be asked "${await heading(this.page)}" (${question})`);
      assert.ok(!this.met.includes(question), `"${question}" is asked again`);
      this.met.push(question);
      await this.answers(steps);
      await seen(question);
      await this.goesOn();
    }
    const unasked = Object.keys(answers).filter((question) => !this.met.includes(question));
    assert.deepEqual(unasked, [], "what one was ready to answer was asked");
  }
}

const group = (person, question, row) => {
  const within = row ? person.page.getByRole("region", { name: row, exact: true }) : person.page.locator("main");
  const groups = within.getByRole("group", question ? { name: question, exact: true } : undefined);
  return question ? groups : groups.first();
};

async function tapChoice(person, control) {
  const id = await control.getAttribute("id");
  await person.tap(person.page.locator(`label[for="${id}"]`));
  assert.ok(await control.isChecked(), "a tapped answer is chosen");
}

/** One of several answers: `choose("Enlig")`, `choose("Nej", "Er du tilmeldt som jobsøgende?")`. */
export const choose = (answer, question, row) => async (person) => {
  const choices = group(person, question, row);
  await tapChoice(person, choices.getByRole("radio", { name: answer, exact: true }));
};

/** Any number of answers. */
export const tick =
  (...answers) =>
  async (person) => {
    const main = person.page.locator("main");
    for (const answer of answers) {
      await tapChoice(person, main.getByRole("checkbox", { name: answer, exact: true }));
    }
  };

/** A number or an amount as one writes it. */
export const write = (label, text, row) => async (person) => {
  const within = row ? person.page.getByRole("region", { name: row, exact: true }) : person.page.locator("main");
  await person.type(within.getByRole("textbox", { name: label, exact: true }), text);
};

/** A date by heart: `date("7 12 1983")`. */
export const date = (text, question, row) => async (person) => {
  const fields = group(person, question, row);
  const parts = text.split(" ");
  for (const [index, part] of ["common.day", "common.month", "common.year"].entries()) {
    await person.type(fields.getByRole("textbox", { name: word(part), exact: true }), parts[index]);
  }
};

/** A button that is no way on: "Tilføj et barn". */
export const press = (name, row) => async (person) => {
  const within = row ? person.page.getByRole("region", { name: row, exact: true }) : person.page.locator("main");
  await person.tap(within.getByRole("button", { name, exact: true }));
};

/** Something folded: "Vis flere slags". */
export const unfold = (summary, row) => async (person) => {
  const within = row ? person.page.getByRole("region", { name: row, exact: true }) : person.page.locator("main");
  await person.tap(within.locator("summary", { hasText: summary }));
};
