// Every page that a citizen can open, and what it needs to be full.
import { QUESTIONS } from "../../browser/support/questions.mjs";
import { ANNA } from "../../browser/support/situations.mjs";

export const ADDRESSES = [
  "/",
  "/beregner",
  `/beregner/${QUESTIONS[0]}`,
  "/beregner/svar",
  "/beregner/resultat",
  "/satser",
  "/om",
  "/was",
  "/kvittering",
  "/mine-data",
  "/plan",
  "/plan/eksempel",
  "/moeder",
  "/sag",
  "/sag/budget",
];

/** The address with Anna's answers behind it: without answers there is no result to look at. */
export const full = (address) =>
  address === "/beregner/resultat"
    ? `${address}#s=${Buffer.from(JSON.stringify(ANNA.household)).toString("base64url")}`
    : address;
