// Two ways of writing the same household are one: what the contract has a default for may be left out.
import { readFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./programs.mjs";

export const SCHEMA = JSON.parse(
  readFileSync(path.join(ROOT, "crates/law/schema/household.schema.json"), "utf8"),
);

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** What the schema says about a value, through its references. */
function looked(schema, value) {
  if (schema?.$ref) return looked(SCHEMA.$defs[schema.$ref.replace("#/$defs/", "")], value);
  const fits = schema?.anyOf?.map((one) => looked(one, value)).find((one) => isObject(value) === (one.type === "object"));
  return fits ?? schema;
}

/** The household with every default written out. */
export function filled(value, schema = SCHEMA) {
  const { properties, items } = looked(schema, value) ?? {};
  if (Array.isArray(value)) return value.map((one) => filled(one, items));
  if (!isObject(value) || !properties) return value;
  const whole = { ...value };
  for (const [name, field] of Object.entries(properties)) {
    if (!(name in whole) && "default" in looked(field, undefined)) whole[name] = looked(field, undefined).default;
    if (!(name in whole) && "default" in field) whole[name] = field.default;
    if (name in whole) whole[name] = filled(whole[name], field);
  }
  return whole;
}
