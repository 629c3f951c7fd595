//! `GET /api/v1/openapi.json`: the API, with the law's schemas as components.

use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::get;
use indgang_api::openapi::PATH;
use indgang_api::{Problem, ProblemKind};
use indgang_law::parameters::rows;
use serde_json::{Map, Value, json};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};

const HOUSEHOLD: &str = include_str!("../../../law/schema/household.schema.json");
const ASSESSMENT: &str = include_str!("../../../law/schema/assessment.schema.json");
const EXPLANATION: &str = include_str!("../../../law/schema/explanation.schema.json");
/// A person of 45 who lives alone and lost her job: the first of the worked cases.
const EXAMPLE: &str = include_str!("../../../law/cases/01-single-forhoejet-sats.json");

/// What the endpoints add themselves to.
pub fn start() -> OpenApi {
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Indgang")
                .description(Some(
                    "Guidance on kontanthjælp: what the rules give for one household in one month. \
                     Not a decision: the kommune decides. Amounts are strings in kroner, dates ISO 8601.",
                ))
                .version(env!("CARGO_PKG_VERSION"))
                .license(Some(LicenseBuilder::new().name("MIT").identifier(Some("MIT")).build())),
        )
        .components(Some(ComponentsBuilder::new().schema_from::<Problem>().schema_from::<ProblemKind>().build()))
        .build()
}

/// Serves what the endpoints came to, and the law's schemas.
pub fn router<S: Clone + Send + Sync + 'static>(endpoints: OpenApi) -> Router<S> {
    let document = Bytes::from(with_schemas(json!(endpoints)).to_string());
    let show = move || {
        let document = document.clone();
        async { ([(header::CONTENT_TYPE, "application/json")], document) }
    };
    Router::new().route(PATH, get(show))
}

fn with_schemas(mut document: Value) -> Value {
    let schemas = &mut document["components"]["schemas"];
    for (name, schema) in [
        ("Household", HOUSEHOLD),
        ("Assessment", ASSESSMENT),
        ("Explanation", EXPLANATION),
    ] {
        for (name, schema) in hoisted(name, parse(schema)) {
            schemas[name] = schema;
        }
    }
    schemas["Household"]["examples"] = json!([parse(EXAMPLE)["input"]]);
    schemas["Parameters"] = parameters();
    document
}

/// A file that is part of the program: it is JSON, or the tests of this module fail.
fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// A schema and its `$defs` under names of their own, so that every tool finds what a `$ref` means:
/// `Household` and `#/$defs/income` become `Household` and `HouseholdIncome`.
fn hoisted(name: &str, mut schema: Value) -> Vec<(String, Value)> {
    let mut rest = Map::new();
    if let Some(root) = schema.as_object_mut() {
        root.remove("$schema");
        root.remove("$id");
        if let Some(Value::Object(defs)) = root.remove("$defs") {
            rest = defs;
        }
    }
    let mut all: Vec<_> = rest
        .into_iter()
        .map(|(def, schema)| (component(name, &def), schema))
        .collect();
    all.push((name.to_owned(), schema));
    for (_, schema) in &mut all {
        point_to_components(name, schema);
    }
    all
}

fn component(name: &str, def: &str) -> String {
    let camel = def.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    name.to_owned() + &camel.collect::<String>()
}

fn point_to_components(name: &str, schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value.as_str().and_then(|at| at.strip_prefix("#/$defs/")) {
                    Some(def) if key == "$ref" => {
                        *value = format!("#/components/schemas/{}", component(name, def)).into();
                    }
                    _ => point_to_components(name, value),
                }
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| point_to_components(name, item)),
        _ => {}
    }
}

/// Each row has the columns of `crates/law/data/parameters.csv`, all of them text.
fn parameters() -> Value {
    let columns: Vec<String> = match json!(rows().first()) {
        Value::Object(row) => row.into_iter().map(|(column, _)| column).collect(),
        _ => Vec::new(),
    };
    let texts = columns
        .iter()
        .map(|column| (column.clone(), json!({ "type": "string" })));
    json!({
        "type": "array",
        "items": { "type": "object", "required": columns, "properties": Map::from_iter(texts) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_in_the_program_are_json() {
        for text in [HOUSEHOLD, ASSESSMENT, EXPLANATION, EXAMPLE] {
            assert!(parse(text).is_object());
        }
    }

    #[test]
    fn definitions_get_names_of_their_own_and_are_found_there() {
        let schema = json!({
            "$schema": "x", "$id": "y",
            "properties": { "children": { "items": { "$ref": "#/$defs/young_person" } } },
            "$defs": { "young_person": { "type": "object" } },
        });
        assert_eq!(
            hoisted("Household", schema),
            [
                (
                    "HouseholdYoungPerson".to_owned(),
                    json!({ "type": "object" })
                ),
                (
                    "Household".to_owned(),
                    json!({ "properties": { "children": { "items": {
                        "$ref": "#/components/schemas/HouseholdYoungPerson"
                    } } } })
                ),
            ]
        );
    }
}
