// Other engines that turn law into amounts, where they can be had. Each throws the reason when not.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { measure, repeated } from "../support/measure.mjs";
import { HERE } from "../support/places.mjs";
import { FAMILY, RULES } from "./publicodes.mjs";
import { environment, run } from "./python.mjs";

const require = createRequire(import.meta.url);

function installed(name) {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    throw new Error("npm ci in tests/bench has not been run");
  }
}

const version = (name) => JSON.parse(readFileSync(path.join(HERE, "node_modules", name, "package.json"), "utf8")).version;

/** One question answered: the situation changes, and the amount is evaluated anew. The explanation comes always. */
export function publicodes() {
  const { default: Engine } = installed("publicodes");
  const engine = new Engine(RULES);
  let wage = 0;
  const once = () => {
    wage = (wage + 1) % 5000;
    engine.setSituation({ ...FAMILY, løn: `${wage} kr` });
    return engine.evaluate("hjælp");
  };
  const { nodeValue } = once();
  // 2 × 8.706 kr. + 3.100 kr. − 92 % of 1 kr., by the miniature's own rules.
  if (Math.abs(nodeValue - 20511.08) > 0.001) throw new Error(`its miniature gives ${nodeValue}`);
  const what = `a miniature of kontanthjælp: ${Object.keys(RULES).length} rules`;
  return { who: `publicodes ${version("publicodes")}, Node`, what, explained: measure(repeated(once)) };
}

/** Catala's own published example. Its log of decisions is kept always, and is the explanation. */
export function catala() {
  const { AllocationsFamilialesLib, eventsManager } = installed("@catala-lang/french-law/src/french_law.js");
  const child = (dIdentifiant, dRemunerationMensuelle, dDateDeNaissance, kind) => ({
    dIdentifiant,
    dRemunerationMensuelle,
    dDateDeNaissance,
    dPriseEnCharge: { kind, payload: null },
    dADejaOuvertDroitAuxAllocationsFamiliales: true,
    dBeneficieTitrePersonnelAidePersonnelleLogement: false,
  });
  const household = {
    iDateCouranteIn: "2020-04-20",
    iEnfantsIn: [
      child(0, 0, "2003-02-02", "EffectiveEtPermanente"),
      child(1, 300, "2013-09-30", "GardeAlterneePartageAllocations"),
    ],
    iRessourcesMenageIn: 30000,
    iResidenceIn: { kind: "Metropole", payload: null },
    iPersonneChargeEffectivePermanenteEstParentIn: true,
    iPersonneChargeEffectivePermanenteRemplitTitreIIn: true,
    iAvaitEnfantAChargeAvant1erJanvier2012In: false,
  };
  const once = () => {
    const result = AllocationsFamilialesLib.interfaceAllocationsFamiliales(household);
    // Or the log grows with every repetition.
    eventsManager.resetLog(0);
    return result;
  };
  if (!(once().iMontantVerse > 0)) throw new Error("it gives no amount");
  const what = "allocations familiales, two children";
  return { who: `Catala french-law ${version("@catala-lang/french-law")}, Node`, what, explained: measure(repeated(once)) };
}

/** Its country template, in a virtual environment of the benches. */
export function openfisca() {
  const bin = environment("bench-venv", "requirements.txt");
  return JSON.parse(run(bin("python"), [path.join(HERE, "peers/openfisca.py")]));
}
