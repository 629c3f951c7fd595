//! People with a situation, as they come through the door.

use serde_json::{Value, json};

/// Inger, 45, lives alone and lost her job: the first of the law's worked cases.
pub fn inger() -> Value {
    worked_cases().swap_remove(0)
}

/// Inger asks about a month whose rates nobody knows yet.
pub fn inger_in_2031() -> Value {
    let mut household = inger();
    household["month"] = "2031-01".into();
    household
}

/// Inger says that she is married, and not to whom.
pub fn inger_married_to_nobody() -> Value {
    let mut household = inger();
    household["relationship"] = "married".into();
    household
}

/// The households of the law's worked cases.
pub fn worked_cases() -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../law/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let case: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            case["input"].clone()
        })
        .collect()
}

/// A couple with two children about whom nothing is known: the hardest to explain.
pub fn nothing_known() -> Value {
    let adult = json!({
        "date_of_birth": null,
        "citizenship": null,
        "incomes": [{ "type": "arbejdsindtaegt", "amount": null }],
        "wealth": [{ "type": "kontanter_bank", "amount": null }],
    });
    let child = json!({ "date_of_birth": null, "parents": ["applicant", "partner"] });
    json!({
        "schema_version": "1",
        "month": "2026-11",
        "relationship": "married",
        "applicant": adult,
        "partner": adult,
        "children": [child, child],
        "application": { "reason": null },
    })
}
