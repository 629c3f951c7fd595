//! How an expectation matches an assessment (section 11.5): what it names must be there, and what
//! it does not name is free.

use serde_json::Value;

/// What the assessment lacks of the expectation; empty when it matches.
pub fn mismatches(expected: &Value, assessment: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let calculation = &assessment["calculation"];
    for (key, wanted) in expected.as_object().expect("an expectation is an object") {
        let holds = match key.as_str() {
            "status" | "outcome" | "refusal_code" => &assessment[key] == wanted,
            "calculation_is_null" => calculation.is_null() == *wanted,
            "couple_type" | "basis" => &calculation[key] == wanted,
            "reasons" | "reservations" | "next_steps" | "missing_facts" => {
                all(wanted).all(|one| has(&assessment[key], one))
            }
            "reservations_absent" | "next_steps_absent" => {
                let list = key.strip_suffix("_absent").unwrap_or(key);
                all(wanted).all(|one| !has(&assessment[list], one))
            }
            "components" | "deductions" => {
                let exact = expected[format!("{key}_exact")] == true;
                all(wanted).all(|one| has(&calculation[key], one))
                    && (!exact || all(wanted).count() == all(&calculation[key]).count())
            }
            "components_exact" | "deductions_exact" => {
                let list = key.strip_suffix("_exact").unwrap_or(key);
                expected.get(list).is_some()
            }
            "household" | "housing_benefit_effect" | "sanction_what_if" => {
                covers(wanted, &calculation[key])
            }
            "parameters" => covers(wanted, &assessment[key]),
            "household_net" => &calculation["net_estimate"][key] == wanted,
            "net" => {
                let people = &calculation["net_estimate"]["per_person"];
                match wanted {
                    Value::Array(entries) => entries.iter().all(|one| has(people, one)),
                    entry => has(people, entry),
                }
            }
            "pension_on_top" => {
                let people = &calculation["net_estimate"]["per_person"];
                let by_person = wanted.as_object().expect("an amount by person");
                by_person.iter().all(|(person, amount)| {
                    let entry = serde_json::json!({ "person": person, "pension_on_top": amount });
                    has(people, &entry)
                })
            }
            other => panic!("{other} is not a key of an expectation (section 11.5)"),
        };
        if !holds {
            let got = [
                &assessment[key],
                &calculation[key],
                &calculation["net_estimate"][key],
            ]
            .into_iter()
            .find(|got| !got.is_null())
            .unwrap_or(&Value::Null);
            found.push(format!("{key}: expected {wanted}, got {got}"));
        }
    }
    found
}

fn all(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn has(list: &Value, wanted: &Value) -> bool {
    all(list).any(|one| covers(wanted, one))
}

/// Every key that is listed is equal; anything but an object is equal as a whole.
fn covers(wanted: &Value, got: &Value) -> bool {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(got)) => wanted
            .iter()
            .all(|(key, value)| got.get(key) == Some(value)),
        _ => wanted == got,
    }
}
