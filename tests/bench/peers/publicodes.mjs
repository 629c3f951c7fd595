// A miniature of kontanthjælp for publicodes: conditions, a rate by age, supplements, income deducted. It
// is here to be timed; the law is in crates/law.
export const RULES = {
  alder: null,
  gift: null,
  tilmeldt: null,
  "lovligt ophold": null,
  formue: null,
  løn: null,
  "ægtefælles ydelse": null,
  børn: null,
  "formuegrænse": { variations: [{ si: "gift", alors: "20000 kr" }, { sinon: "10000 kr" }] },
  ret: { "toutes ces conditions": ["tilmeldt", "lovligt ophold", "formue <= formuegrænse"] },
  grundsats: {
    variations: [
      { si: "alder < 30 an", alors: "7529 kr" },
      { si: { "une de ces conditions": ["gift", "børn > 0"] }, alors: "8706 kr" },
      { sinon: "13060 kr" },
    ],
  },
  "grundsats i alt": { variations: [{ si: "gift", alors: "2 * grundsats" }, { sinon: "grundsats" }] },
  "tillæg for børn": { "applicable si": "børn > 0", valeur: "børn * 2066.666667 kr" },
  "tillæg for enlige": { "applicable si": "gift = non", valeur: "1141 kr" },
  tillæg: { somme: ["tillæg for børn", "tillæg for enlige"] },
  fradrag: { somme: ["løn * 92%", "ægtefælles ydelse"], plancher: "0 kr" },
  hjælp: { "applicable si": "ret", valeur: "grundsats i alt + tillæg - fradrag", plancher: "0 kr" },
};

/** Two adults, three children and two incomes; the wage is what changes. */
export const FAMILY = {
  alder: "41 an",
  gift: "oui",
  tilmeldt: "oui",
  "lovligt ophold": "oui",
  formue: "4200 kr",
  "ægtefælles ydelse": "3100 kr",
  børn: "3",
};
