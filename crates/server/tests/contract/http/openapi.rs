use serde_json::Value;

use crate::program::Server;

/// The contract as it was last agreed on.
const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/openapi.json");

#[test]
fn the_description_is_the_one_that_was_agreed_on() {
    let served = Server::start().get("/api/v1/openapi.json", &[]);
    assert_eq!(served.header("content-type"), "application/json");
    let served = serde_json::to_string_pretty(&served.json()).unwrap() + "\n";
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(SNAPSHOT, &served).unwrap();
    }
    let agreed = std::fs::read_to_string(SNAPSHOT).unwrap_or_default();
    assert!(
        served == agreed,
        "the API has changed: if that is meant, `UPDATE_OPENAPI=1 cargo test -p indgang-server openapi` \
         writes crates/api/openapi.json, and its diff belongs to the review"
    );
}

#[test]
fn every_reference_in_the_description_leads_somewhere() {
    let description = Server::start().get("/api/v1/openapi.json", &[]).json();
    assert_eq!(description["openapi"], "3.1.0");
    let mut references = Vec::new();
    collect_references(&description, &mut references);
    assert!(references.len() > 40, "{references:?}");
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(description.pointer(pointer).is_some(), "{reference}");
    }
}

fn collect_references<'a>(value: &'a Value, references: &mut Vec<&'a str>) {
    match value {
        Value::Object(entries) => {
            references.extend(entries.get("$ref").and_then(Value::as_str));
            entries
                .values()
                .for_each(|value| collect_references(value, references));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_references(item, references)),
        _ => {}
    }
}
