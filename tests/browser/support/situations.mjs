// Ten people with a situation: what each answers, and – written by hand, not by the app – the household
// that this is under the contract and what the rules give for it.
import { choose, date, press, tick, unfold, write } from "./person.mjs";

const JOBSEEKER = "Er du tilmeldt som jobsøgende?";
const HELP_BEFORE = "Får du allerede kontanthjælp?";
const SPOUSE_HELP_BEFORE = "Får din ægtefælle allerede kontanthjælp?";
const MONTHS_IN_A_ROW = "Hvor mange hele måneder i træk?";
const GROSS = "Hvor meget er det før skat?";

/** What most people answer; each situation says what is different, and `null` what is not asked. */
const usual = {
  samliv: [choose("Enlig")],
  boern: [choose("Nej")],
  statsborger: [choose("Danmark")],
  ophold: [choose("Ja, og er aldrig flyttet hertil fra udlandet")],
  aarsag: [choose("Er blevet ledig")],
  "anden-ydelse": [choose("Nej")],
  uddannelse: [choose("Nej")],
  job: [choose("Ja"), choose("Ja", JOBSEEKER)],
  indtaegt: [tick("Ingen")],
  formue: [tick("Intet")],
  saerligt: [tick("Nej"), choose("Nej", HELP_BEFORE)],
};

const answers = (own) =>
  Object.fromEntries(Object.entries({ ...usual, ...own }).filter(([, steps]) => steps !== null));

/** Danish, here all along, ready for work, without money. */
const usualAdult = {
  citizenship: "dk",
  months_in_realm_last_120: 120,
  registered_from_abroad: "never",
  education: "none",
  availability: "yes",
  registered_as_jobseeker: true,
  incomes: [],
  wealth: [],
};

const household = ({ applicant, ...own }) => ({
  schema_version: "1",
  month: "2026-11",
  relationship: "single",
  application: { reason: "unemployment", other_support: "none" },
  // Lysby's own, from indgang.toml.
  tax: { kommuneskat_pct: "25.000" },
  ...own,
  applicant: { ...usualAdult, ...applicant },
});

export const ANNA = {
  name: "Anna is 43, single, and has lost her job",
  answers: answers({ foedselsdag: [date("7 12 1982")] }),
  household: household({ applicant: { date_of_birth: "1982-12-07" } }),
  gives: { outcome: "entitled", gross: "14201.00", lines: { FORHOEJET_SATS: "13060.00", TILLAEG_ENLIG_IKKE_FORSOERGER: "1141.00" } },
};

export const SITUATIONS = [
  ANNA,
  {
    name: "Mette is 29 and alone with two children, and has had help for five months",
    answers: answers({
      foedselsdag: [date("20 1 1997")],
      hjemme: [choose("Nej")],
      boern: [
        choose("Ja"),
        date("2 4 2018", "Hvornår er barnet født?", "Barn 1"),
        choose("Ja", "Bor barnet hos dig?", "Barn 1"),
        press("Tilføj et barn"),
        date("15 9 2021", "Hvornår er barnet født?", "Barn 2"),
      ],
      boernetilskud: [choose("Ja")],
      arbejdstimer: [choose("Nej, færre"), write("Hvor mange timer har du arbejdet i andre EU/EØS-lande?", "0")],
      vurdering: [choose("Jobparat")],
      saerligt: [
        tick("Nej"),
        choose("Ja", HELP_BEFORE),
        write(MONTHS_IN_A_ROW, "5"),
        choose("Ja", "Har du vist kvitteringer for fritidstillæg?"),
      ],
    }),
    household: household({
      applicant: {
        date_of_birth: "1997-01-20",
        lives_with_parents: false,
        ordinary_work_hours_realm_last_10_years: 0,
        visitation: "jobparat",
        consecutive_months_with_help: 5,
        last_month_with_help: "2026-10",
      },
      children: ["2018-04-02", "2021-09-15"].map((date_of_birth) => ({
        date_of_birth,
        parents: ["applicant"],
        same_address_as: ["applicant"],
      })),
      ekstra_boernetilskud: "granted",
    }),
    gives: {
      outcome: "entitled",
      gross: "12400.00",
      lines: { GRUNDSATS: "7529.00", BOERNETILLAEG: "2909.00", TILLAEG_ENLIG_FORSOERGER: "1712.00", FRITIDSTILLAEG: "250.00" },
    },
  },
  {
    name: "Jens is married to Sofie, who works; both have had help for five months",
    answers: answers({
      samliv: [choose("Gift")],
      foedselsdag: [date("15 1 1990")],
      aegtefaelle: [
        date("15 6 1988", "Hvornår er din ægtefælle født?"),
        choose("Har fuldtidsjob, eller tjener lige så meget, som hjælpen giver", "Hvad laver din ægtefælle?"),
      ],
      "aegtefaelle-statsborger": [choose("Danmark")],
      "aegtefaelle-ophold": [choose("Ja, og er aldrig flyttet hertil fra udlandet")],
      "aegtefaelle-indtaegt": [
        tick("Løn"),
        write(GROSS, "20.000", "Løn"),
        unfold("Gør det mere præcist", "Løn"),
        write("Din del af ATP", "99", "Løn"),
      ],
      saerligt: [tick("Nej"), choose("Ja", HELP_BEFORE), write(MONTHS_IN_A_ROW, "5")],
      "aegtefaelle-saerligt": [tick("Nej"), choose("Ja", SPOUSE_HELP_BEFORE), write(MONTHS_IN_A_ROW, "5")],
    }),
    household: household({
      relationship: "married",
      applicant: { date_of_birth: "1990-01-15", consecutive_months_with_help: 5, last_month_with_help: "2026-10" },
      partner: {
        ...usualAdult,
        date_of_birth: "1988-06-15",
        availability: null,
        registered_as_jobseeker: null,
        works_full_time: true,
        public_benefit: "none",
        consecutive_months_with_help: 5,
        last_month_with_help: "2026-10",
        incomes: [{ type: "arbejdsindtaegt", amount: "20000.00", atp: "99.00", am_bidrag: "1592.00" }],
      },
    }),
    gives: {
      outcome: "entitled",
      gross: "15974.15",
      lines: { FORHOEJET_SATS: ["13060.00", "13060.00"], ARBEJDSINDTAEGT: "10145.85" },
    },
  },
  {
    name: "Ali is 22, lives with his mother, and is aktivitetsparat",
    answers: answers({
      foedselsdag: [date("3 3 2004")],
      hjemme: [choose("Ja")],
      vurdering: [choose("Aktivitetsparat")],
      aarsag: [choose("Er blevet syg")],
      job: [choose("Nej, men har en god grund"), choose("Nej", JOBSEEKER)],
    }),
    household: household({
      applicant: {
        date_of_birth: "2004-03-03",
        lives_with_parents: true,
        visitation: "aktivitetsparat",
        availability: "reasonable_ground",
        registered_as_jobseeker: false,
      },
      application: { reason: "illness", other_support: "none" },
    }),
    gives: { outcome: "entitled", gross: "4140.00", lines: { HJEMMEBOENDESATS: "3057.00", UNGETILLAEG: "1083.00" } },
  },
  {
    name: "Marta is a Polish cleaner whose work here has ended",
    answers: answers({
      foedselsdag: [date("9 9 1994")],
      statsborger: [
        choose("Et andet land i EU/EØS"),
        choose("Arbejde, der er slut, men retten gælder stadig", "Hvad giver dig ret til at bo her?"),
      ],
      ophold: null,
    }),
    household: household({
      applicant: {
        date_of_birth: "1994-09-09",
        citizenship: "eu_eea",
        eu_right_of_residence: "retained_worker",
        months_in_realm_last_120: null,
        registered_from_abroad: null,
      },
    }),
    gives: {
      outcome: "entitled",
      gross: "14201.00",
      lines: { FORHOEJET_SATS: "13060.00", TILLAEG_ENLIG_IKKE_FORSOERGER: "1141.00" },
      reservations: ["EU_RET"],
    },
  },
  {
    name: "Poul is 55 and has 100,000 kroner in the bank",
    answers: answers({
      foedselsdag: [date("30 5 1971")],
      formue: [tick("Penge i banken og kontant"), write("Værdi", "100.000", "Penge i banken og kontant")],
      saerligt: null,
    }),
    household: household({
      applicant: { date_of_birth: "1971-05-30", wealth: [{ type: "kontanter_bank", amount: "100000.00" }] },
    }),
    gives: { outcome: "not_entitled", turnsOn: ["R2-01"] },
  },
  {
    name: "Freja is 25 and studies with SU",
    answers: {
      samliv: [choose("Enlig")],
      foedselsdag: [date("10 1 2001")],
      hjemme: [choose("Nej")],
      boern: [choose("Nej")],
      statsborger: [choose("Danmark")],
      ophold: [choose("Ja, og er aldrig flyttet hertil fra udlandet")],
      arbejdstimer: [choose("Nej, færre"), write("Hvor mange timer har du arbejdet i andre EU/EØS-lande?", "0")],
      aarsag: [choose("Er blevet ledig")],
      "anden-ydelse": [choose("Nej")],
      uddannelse: [choose("Ja, med ret til SU")],
    },
    household: household({
      applicant: {
        date_of_birth: "2001-01-10",
        lives_with_parents: false,
        ordinary_work_hours_realm_last_10_years: 0,
        education: "su_education",
        availability: null,
        registered_as_jobseeker: null,
      },
    }),
    gives: { outcome: "not_entitled", turnsOn: ["R1-10"] },
  },
  {
    name: "Karin does not know for how long she has lived here",
    answers: answers({
      foedselsdag: [date("14 3 1981")],
      ophold: [choose("Det ved jeg ikke"), choose("Nej", "Er du flyttet hertil fra udlandet?"), choose("Nej", "Er du flyttet hjem fra et andet EU/EØS-land?")],
    }),
    household: household({
      applicant: { date_of_birth: "1981-03-14", months_in_realm_last_120: null },
    }),
    // Mindstesats, or forhøjet sats with the supplement for singles.
    gives: { outcome: "uncertain", missing: ["/applicant/months_in_realm_last_120"], between: ["7095.00", "14201.00"], asks: ["/beregner/ophold"] },
  },
  {
    name: "Torben asks about November 2025, when he had a small wage",
    answers: answers({
      foedselsdag: [date("14 3 1981")],
      indtaegt: [
        tick("Løn"),
        write(GROSS, "5.533,70", "Løn"),
        unfold("Gør det mere præcist", "Løn"),
        write("Din del af ATP", "99", "Løn"),
        write("AM-bidrag", "434,70", "Løn"),
      ],
      saerligt: [tick("Nej"), choose("Ja", HELP_BEFORE), write(MONTHS_IN_A_ROW, "5")],
    }),
    month: "november 2025",
    household: household({
      month: "2025-11",
      applicant: {
        date_of_birth: "1981-03-14",
        consecutive_months_with_help: 5,
        last_month_with_help: "2025-10",
        incomes: [{ type: "arbejdsindtaegt", amount: "5533.70", atp: "99.00", am_bidrag: "434.70" }],
      },
    }),
    gives: {
      outcome: "entitled",
      gross: "12030.00",
      lines: { FORHOEJET_SATS: "12498.00", TILLAEG_ENLIG_IKKE_FORSOERGER: "1092.00", ARBEJDSINDTAEGT: "1560.00" },
    },
  },
  {
    name: "Anna asks about January 2027, which has no rates yet",
    answers: ANNA.answers,
    month: "januar 2027 (satser mangler)",
    household: { ...ANNA.household, month: "2027-01" },
    gives: { outcome: null, refusal: "INGEN_SATSER_FOR_MAANEDEN" },
  },
];

/** Two adults, three children and two incomes. */
export const FAMILY = {
  name: "Lone and Henrik are married, have three children, and both have a small wage",
  answers: answers({
    samliv: [choose("Gift")],
    foedselsdag: [date("4 8 1988")],
    boern: [
      choose("Ja"),
      date("11 2 2012", "Hvornår er barnet født?", "Barn 1"),
      choose("Vores", "Hvis barn er det?", "Barn 1"),
      choose("Os begge", "Hvem har barnet adresse hos i CPR?", "Barn 1"),
      press("Tilføj et barn"),
      date("3 6 2015", "Hvornår er barnet født?", "Barn 2"),
      press("Tilføj et barn"),
      date("27 10 2019", "Hvornår er barnet født?", "Barn 3"),
    ],
    aegtefaelle: [
      date("19 12 1986", "Hvornår er din ægtefælle født?"),
      choose("Mangler job og kan tage et", "Hvad laver din ægtefælle?"),
      choose("Ja", "Er din ægtefælle tilmeldt som jobsøgende?"),
    ],
    "aegtefaelle-statsborger": [choose("Danmark")],
    "aegtefaelle-ophold": [choose("Ja, og er aldrig flyttet hertil fra udlandet")],
    indtaegt: [tick("Løn"), write(GROSS, "4.200", "Løn")],
    "aegtefaelle-indtaegt": [tick("Løn"), write(GROSS, "6.800", "Løn")],
    saerligt: [tick("Nej"), choose("Nej", HELP_BEFORE), choose("Aldrig", "Hvornår fik du sidst kontanthjælp?")],
    "aegtefaelle-saerligt": [
      tick("Nej"),
      choose("Nej", SPOUSE_HELP_BEFORE),
      choose("Aldrig", "Hvornår fik din ægtefælle sidst kontanthjælp?"),
    ],
  }),
};
