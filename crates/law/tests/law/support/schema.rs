//! A validator for the schemas of this crate. It knows the keywords that they use and stops at any
//! other, so that no constraint can go unseen. The `jsonschema` crate would be fifty crates for
//! this.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use indgang_law::calendar::Date;
use regex::Regex;
use serde_json::Value;

pub struct Schema(Value);

/// Keywords that describe and do not constrain.
const ANNOTATIONS: &[&str] = &["$schema", "$id", "$defs", "title", "description", "default"];

impl Schema {
    pub fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).expect("the schema is JSON"))
    }

    pub fn root(&self) -> &Value {
        &self.0
    }

    /// The schema itself, or the one that its `$ref` names.
    pub fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(name) => {
                let pointer = name.strip_prefix('#').expect("references are local");
                self.0
                    .pointer(pointer)
                    .expect("the reference leads somewhere")
            }
            None => schema,
        }
    }

    #[track_caller]
    pub fn assert_describes(&self, document: &Value) {
        let breaches = self.breaches(document);
        assert!(breaches.is_empty(), "{breaches:#?}\nin {document}");
    }

    /// Every breach: where, and which keyword.
    pub fn breaches(&self, document: &Value) -> Vec<String> {
        let mut found = Vec::new();
        self.look(&self.0, document, "", &mut found);
        found
    }

    fn holds(&self, schema: &Value, value: &Value) -> bool {
        let mut found = Vec::new();
        self.look(schema, value, "", &mut found);
        found.is_empty()
    }

    fn look(&self, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
            let holds = match keyword.as_str() {
                "$ref" => {
                    self.look(self.resolve(schema), value, at, found);
                    true
                }
                "type" => one_or_more(wanted).any(|kind| is_of(kind, value)),
                "enum" => list(wanted).contains(value),
                "const" => wanted == value,
                "not" => !self.holds(wanted, value),
                "anyOf" => list(wanted).iter().any(|one| self.holds(one, value)),
                "allOf" => {
                    list(wanted)
                        .iter()
                        .for_each(|one| self.look(one, value, at, found));
                    true
                }
                "if" => {
                    let branch = if self.holds(wanted, value) {
                        "then"
                    } else {
                        "else"
                    };
                    if let Some(consequence) = schema.get(branch) {
                        self.look(consequence, value, at, found);
                    }
                    true
                }
                "then" | "else" => true,
                "pattern" => text(value).is_none_or(|text| matches(wanted, text)),
                "format" => {
                    assert_eq!(wanted, "date", "the only format that is known here");
                    text(value).is_none_or(|text| Date::parse(text).is_some())
                }
                "minimum" => value.as_i64().is_none_or(|number| number >= whole(wanted)),
                "maximum" => value.as_i64().is_none_or(|number| number <= whole(wanted)),
                "minItems" => items(value).is_none_or(|all| all.len() as i64 >= whole(wanted)),
                "maxItems" => items(value).is_none_or(|all| all.len() as i64 <= whole(wanted)),
                "uniqueItems" => items(value).is_none_or(|all| {
                    all.iter()
                        .enumerate()
                        .all(|(index, one)| !all[..index].contains(one))
                }),
                "items" => {
                    for (index, item) in items(value).unwrap_or_default().iter().enumerate() {
                        self.look(wanted, item, &format!("{at}/{index}"), found);
                    }
                    true
                }
                "required" => value.as_object().is_none_or(|fields| {
                    list(wanted)
                        .iter()
                        .all(|name| fields.contains_key(text(name).unwrap_or("")))
                }),
                "properties" => {
                    for (name, property) in wanted.as_object().expect("properties") {
                        if let Some(field) = value.get(name) {
                            self.look(property, field, &format!("{at}/{name}"), found);
                        }
                    }
                    true
                }
                "additionalProperties" => {
                    assert_eq!(wanted, false, "objects are closed");
                    value.as_object().is_none_or(|fields| {
                        fields
                            .keys()
                            .all(|name| schema["properties"].get(name).is_some())
                    })
                }
                other if ANNOTATIONS.contains(&other) => true,
                other => panic!("the keyword {other} is not known here"),
            };
            if !holds {
                found.push(format!("{at} breaks {keyword}: {wanted}"));
            }
        }
    }
}

/// The names in `type`, which is a name or a list of names.
pub fn one_or_more(wanted: &Value) -> impl Iterator<Item = &str> {
    let names = match wanted {
        Value::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    };
    names.iter().filter_map(Value::as_str)
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the type {other} is not known here"),
    }
}

/// Patterns match the whole string: `$` is the end, also after a line break.
fn matches(pattern: &Value, text: &str) -> bool {
    static KNOWN: LazyLock<Mutex<BTreeMap<String, Regex>>> = LazyLock::new(Mutex::default);
    let pattern = pattern.as_str().expect("a pattern is a string");
    let mut known = KNOWN.lock().expect("no test fails while it matches");
    known
        .entry(pattern.to_owned())
        .or_insert_with(|| Regex::new(pattern).expect("a pattern is a regular expression"))
        .is_match(text)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

fn items(value: &Value) -> Option<&[Value]> {
    value.as_array().map(Vec::as_slice)
}

fn list(value: &Value) -> &[Value] {
    items(value).expect("a list")
}

fn whole(value: &Value) -> i64 {
    value.as_i64().expect("a whole number")
}

#[test]
fn every_constraint_of_the_validator_can_refuse() {
    let schema = Schema::parse(
        r##"{ "type": "object", "additionalProperties": false, "required": ["name"],
              "properties": {
                "name": { "type": "string", "pattern": "^[a-z]+$" },
                "born": { "anyOf": [{ "$ref": "#/$defs/date" }, { "type": "null" }] },
                "age": { "type": "integer", "minimum": 0, "maximum": 120 },
                "dogs": { "type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true,
                          "items": { "enum": ["fido", "rex", "vaks"] } },
                "cat": { "not": { "const": "rex" } } },
              "allOf": [{ "if": { "required": ["age"] }, "then": { "required": ["born"] } }],
              "$defs": { "date": { "type": "string", "format": "date" } } }"##,
    );
    let refuses = |document: &str| {
        let document = serde_json::from_str(document).expect("JSON");
        !schema.breaches(&document).is_empty()
    };
    assert!(!refuses(
        r#"{"name":"ida","born":"2001-02-28","age":120,"dogs":["fido","rex"],"cat":"mis"}"#
    ));
    for broken in [
        r#"[]"#,
        r#"{}"#,
        r#"{"name":"Ida"}"#,
        r#"{"name":"ida\n"}"#,
        r#"{"name":"ida","nickname":"i"}"#,
        r#"{"name":"ida","born":"2001-02-29"}"#,
        r#"{"name":"ida","born":null,"age":-1}"#,
        r#"{"name":"ida","born":null,"age":121}"#,
        r#"{"name":"ida","born":null,"age":1.5}"#,
        r#"{"name":"ida","age":20}"#,
        r#"{"name":"ida","dogs":[]}"#,
        r#"{"name":"ida","dogs":["fido","fido"]}"#,
        r#"{"name":"ida","dogs":["fido","rex","vaks"]}"#,
        r#"{"name":"ida","dogs":["mis"]}"#,
        r#"{"name":"ida","cat":"rex"}"#,
    ] {
        assert!(refuses(broken), "{broken} must be refused");
    }
}
