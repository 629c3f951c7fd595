//! R0-10. Every constraint of `household.schema.json`, read from the schema itself: each is broken
//! in turn, and the refusal must name the place and the kind. What the schema accepts at its edges
//! must be accepted.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use indgang_law::household::{Household, Partner, Relationship};
use indgang_law::{Invalid, InvalidCode};
use serde_json::{Value, json};

use crate::support::people::{Home, karen, mette_and_lars_with_three};
use crate::support::schema::{Schema, one_or_more};
use crate::support::{in_crate, read};

fn household_schema() -> Schema {
    Schema::parse(include_str!("../../schema/household.schema.json"))
}

/// A household in which every field of the contract is filled in.
fn full() -> Home {
    let payslip = json!({
        "type": "arbejdsindtaegt", "amount": "5000.00", "atp": "33.00", "am_bidrag": "400.00",
        "henlagte_feriepenge": "0.00", "kollektiv_pension": "0.00", "holiday_days": 2,
        "has_holiday_right": true, "paid_on": "2026-11-30",
    });
    let savings = json!({
        "type": "kontanter_bank", "amount": "900.00", "secured_debt": "0.00",
        "paid_out_on": "2025-05-05",
    });
    let mut home = mette_and_lars_with_three()
        .with("/children/0/parents", json!(["applicant"]))
        .with("/children/0/same_address_as", json!(["applicant"]))
        .with("/children/0/stays_in_realm", true)
        .with("/children/0/placed_outside_home", false)
        .with("/children/0/supports_own_family", false)
        .with("/children/0/cpr_mor_far_medfar", "partner")
        .with("/ekstra_boernetilskud", "refused")
        .with("/application/first_contact_on", "2026-10-02")
        .with("/application/right_ends_on", "2026-12-31")
        .with("/application/months_since_application", 1)
        .with("/receipts_delivered", true)
        .with(
            "/boligstoette",
            json!({
                "monthly_amount": "900.00", "household_members": 5, "exception_25b_3": false,
            }),
        )
        .with(
            "/what_if_sanction",
            json!({ "person": "partner", "rule": "37a", "days": 3 }),
        )
        .with("/partner/opted_out_of_availability", false)
        .with("/partner/cohabitant_help", Value::Null);
    for person in ["applicant", "partner"] {
        let field = |name: &str| format!("/{person}/{name}");
        home = home
            .with(&field("eu_right_of_residence"), "family_member")
            .with(&field("residence_permit"), "permanent")
            .with(&field("exercised_eu_free_movement"), false)
            .with(&field("equated_with_born_here"), false)
            .with(&field("ordinary_work_hours_eu_eea_last_10_years"), 10)
            .with(&field("work_requirement_met_earlier"), false)
            .with(&field("can_document_residence_and_work"), true)
            .with(&field("self_employment"), "no")
            .with(&field("abroad"), "no")
            .with(&field("detained_or_sentenced"), false)
            .with(&field("partial_pension_or_faroe_greenland_pension"), false)
            .with(&field("got_tilpasningstillaeg_july_2025"), false)
            .with(&field("stu_earnings_disregarded_this_year"), "0.00")
            .with(&field("works_full_time"), false)
            .with(&field("socialt_frikort_used_this_year"), "0.00")
            .with(&field("incomes/-"), payslip.clone())
            .with(&field("wealth/-"), savings.clone());
    }
    home
}

/// A document that breaks one constraint, or that lies at the edge of what is allowed.
struct Attempt {
    document: String,
    /// `None`: it must be accepted.
    refusal: Option<(String, InvalidCode)>,
    /// The document as JSON, when JSON can hold what is tried.
    value: Option<Value>,
}

/// Walks the schema along a document that has every field.
struct Walk<'s> {
    schema: &'s Schema,
    full: Home,
    attempts: Vec<Attempt>,
    places: BTreeSet<String>,
}

const RAW: &str = "\"what stands here is not JSON that a Value can hold\"";

impl<'s> Walk<'s> {
    fn attempt(&mut self, at: &str, answer: Value, refusal: Option<(String, InvalidCode)>) {
        let home = self.full.with(at, answer);
        self.attempts.push(Attempt {
            document: home.json(),
            refusal,
            value: Some(home.value().clone()),
        });
    }

    fn refuses(&mut self, at: &str, answer: Value, code: InvalidCode) {
        self.attempt(at, answer, Some((at.to_owned(), code)));
    }

    fn accepts(&mut self, at: &str, answer: Value) {
        self.attempt(at, answer, None);
    }

    /// Tries text in the place of a value: numbers that are written in another way.
    fn refuses_raw(&mut self, at: &str, text: &str, code: InvalidCode) {
        let placeholder: Value = serde_json::from_str(RAW).expect("a string");
        let document = self.full.with(at, placeholder).json().replace(RAW, text);
        self.attempts.push(Attempt {
            document,
            refusal: Some((at.to_owned(), code)),
            value: None,
        });
    }

    fn walk(&mut self, at: &str, schema: &'s Value) {
        self.places.insert(at.to_owned());
        let schema: &'s Value = self.schema.resolve(schema);
        let nullable = is_nullable(schema);
        let schema = self.without_null(schema);
        // A partner that is null is the partner rules' matter.
        if nullable && at != "/partner" {
            self.accepts(at, Value::Null);
        } else if !nullable {
            self.refuses(at, Value::Null, InvalidCode::WrongType);
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            self.a_word(at, words);
        } else if let Some(word) = schema.get("const") {
            self.a_word(at, std::slice::from_ref(word));
        } else if let Some(ways) = schema.get("anyOf").and_then(Value::as_array) {
            self.one_of(at, ways);
        } else {
            let kind = one_or_more(&schema["type"]).find(|kind| *kind != "null");
            match kind.expect("a type") {
                "object" => self.an_object(at, schema),
                "array" => self.a_list(at, schema),
                "integer" => self.an_integer(at, schema),
                "boolean" => {
                    self.accepts(at, true.into());
                    self.accepts(at, false.into());
                    self.wrong_types(at, &["boolean"]);
                }
                "string" => {
                    self.a_pattern(at, schema);
                    self.wrong_types(at, &["string"]);
                }
                other => panic!("the type {other} is not known here"),
            }
        }
    }

    /// What is left of `anyOf` or `type` when null is set aside.
    fn without_null(&self, schema: &'s Value) -> &'s Value {
        let ways = schema.get("anyOf").and_then(Value::as_array);
        let ways: Vec<_> = ways
            .into_iter()
            .flatten()
            .filter(|way| way["type"] != "null")
            .collect();
        match ways[..] {
            [way] => self.schema.resolve(way),
            _ => schema,
        }
    }

    fn wrong_types(&mut self, at: &str, right: &[&str]) {
        for (kind, value) in [
            ("boolean", json!(true)),
            ("integer", json!(7)),
            ("number", json!(7.5)),
            ("string", json!("7")),
            ("array", json!([])),
            ("object", json!({})),
        ] {
            if !right.contains(&kind) {
                self.refuses(at, value, InvalidCode::WrongType);
            }
        }
    }

    fn a_word(&mut self, at: &str, words: &[Value]) {
        self.wrong_types(at, &["string"]);
        for word in words.iter().filter_map(Value::as_str) {
            // Whether there may be a partner is the partner rules' matter.
            if at != "/relationship" || !matches!(word, "single" | "separated_or_divorced") {
                self.accepts(at, word.into());
            }
            for near in [format!("{word} "), format!("{word}\n"), word.to_uppercase()] {
                if !words.contains(&near.as_str().into()) {
                    self.refuses(at, near.into(), InvalidCode::NotAChoice);
                }
            }
        }
        self.refuses(at, "".into(), InvalidCode::NotAChoice);
    }

    /// The one place with two forms: a month, or `never`.
    fn one_of(&mut self, at: &str, ways: &[Value]) {
        self.wrong_types(at, &["string"]);
        for way in ways {
            if let Some(word) = way.get("const") {
                self.accepts(at, word.clone());
                self.refuses(at, "NEVER".into(), InvalidCode::Pattern);
                self.refuses(at, "never\n".into(), InvalidCode::Pattern);
            } else if way.get("pattern").is_some() {
                self.a_pattern(at, way);
            }
        }
    }

    fn a_pattern(&mut self, at: &str, schema: &Value) {
        let pattern = schema["pattern"].as_str().expect("text has a pattern");
        let (accepted, refused): (&[&str], &[&str]) = match pattern {
            "^[0-9]{4}-(0[1-9]|1[0-2])$" => (
                &["2026-11", "0000-01", "9999-12"],
                &[
                    "2026-13",
                    "2026-00",
                    "2026-1",
                    "26-11",
                    "2026-111",
                    "2026/11",
                    "2026-11-01",
                ],
            ),
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => (
                &["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"],
                &[
                    "2026-02-29",
                    "1900-02-29",
                    "2026-02-30",
                    "2026-04-31",
                    "2026-13-01",
                    "2026-00-01",
                    "2026-01-00",
                    "2026-01-32",
                    "0000-01-01",
                    "2026-1-01",
                    "2026-01-1",
                    "20260101",
                    "2026/01/01",
                    "2026-01-01T00:00",
                    "+026-01-01",
                ],
            ),
            r"^[0-9]{1,9}\.[0-9]{2}$" => (
                &["0.00", "0.01", "000000012.50", "999999999.99"],
                &[
                    "1",
                    "1.0",
                    "1.000",
                    ".00",
                    "1,00",
                    "1.234.00",
                    "-1.00",
                    "+1.00",
                    "1e2.00",
                    "1000000000.00",
                    "1_0.00",
                    "1.0x",
                ],
            ),
            r"^[0-3]?[0-9]\.[0-9]{1,3}$" => (
                &["0.0", "39.999", "05.1", "25.049", "7.25"],
                &[
                    "40.0", "25", "25.", "25.0000", "125.0", ".5", "25,049", "-5.0",
                ],
            ),
            r"^[0-9]\.[0-9]{1,3}$" => (
                &["0.0", "9.999", "0.87"],
                &["10.0", "00.1", "1", "1.", "0.8675", ".8", "-0.8"],
            ),
            other => panic!("no samples of the pattern {other}"),
        };
        let code = if schema["format"] == "date" {
            InvalidCode::NotADate
        } else {
            InvalidCode::Pattern
        };
        for text in accepted {
            self.accepts(at, (*text).into());
        }
        let example = accepted[0];
        let devanagari: String = example
            .chars()
            .map(|digit| match digit.to_digit(10) {
                Some(digit) => char::from_u32('०' as u32 + digit).expect("a digit"),
                None => digit,
            })
            .collect();
        let broken = [
            String::new(),
            format!("{example}\n"),
            format!(" {example}"),
            format!("{example}\0"),
            devanagari,
        ];
        let refused = refused.iter().map(|text| (*text).to_owned());
        for text in refused.chain(broken) {
            self.refuses(at, text.into(), code);
        }
    }

    fn an_integer(&mut self, at: &str, schema: &Value) {
        let edge = |name: &str| schema[name].as_i64().expect("integers have a range");
        let (least, most) = (edge("minimum"), edge("maximum"));
        self.accepts(at, least.into());
        self.accepts(at, most.into());
        self.refuses(at, (least - 1).into(), InvalidCode::OutOfRange);
        self.refuses(at, (most + 1).into(), InvalidCode::OutOfRange);
        self.refuses_raw(at, "-9223372036854775808", InvalidCode::OutOfRange);
        // Numbers with a fraction or an exponent, or too long for a number, are no integers.
        for text in ["2.0", "1e1", "1E0", "0.5", "99999999999999999999"] {
            self.refuses_raw(at, text, InvalidCode::WrongType);
        }
        self.wrong_types(at, &["integer"]);
    }

    fn a_list(&mut self, at: &str, schema: &'s Value) {
        let full = self.full.clone();
        let items = full
            .value()
            .pointer(at)
            .and_then(Value::as_array)
            .expect("a list");
        let item = items
            .first()
            .expect("the full household has an item")
            .clone();
        if let Some(most) = schema.get("maxItems").and_then(Value::as_u64) {
            let many = |count: u64| Value::from(vec![item.clone(); count as usize]);
            self.accepts(at, many(most));
            self.refuses(at, many(most + 1), InvalidCode::Length);
        }
        if schema["minItems"] == 1 {
            self.refuses(at, json!([]), InvalidCode::Length);
        } else {
            self.accepts(at, json!([]));
        }
        if schema["uniqueItems"] == true {
            let second = (format!("{at}/1"), InvalidCode::RepeatedItem);
            self.attempt(at, json!([item, item]), Some(second));
        }
        self.wrong_types(at, &["array"]);
        self.walk(&format!("{at}/0"), &schema["items"]);
    }

    fn an_object(&mut self, at: &str, schema: &'s Value) {
        self.wrong_types(at, &["object"]);
        let properties = schema["properties"]
            .as_object()
            .expect("objects are described");
        let mut with_extra = self.full.value().pointer(at).expect("an object").clone();
        with_extra["a/b~c"] = Value::Null;
        let refusal = (format!("{at}/a~1b~0c"), InvalidCode::UnknownField);
        self.attempt(at, with_extra, Some(refusal));
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, property) in properties {
            let field = format!("{at}/{name}");
            let is_required = required.contains(&name.as_str().into());
            let absent = self.full.without(&field);
            let partner_is_missed =
                (field == "/partner").then(|| (field.clone(), InvalidCode::PartnerRequired));
            self.attempts.push(Attempt {
                document: absent.json(),
                refusal: if is_required {
                    Some((field.clone(), InvalidCode::MissingField))
                } else {
                    partner_is_missed
                },
                value: Some(absent.value().clone()),
            });
            self.twice(at, name, &field);
            self.walk(&field, property);
        }
    }

    /// The same key two times in one object, in the raw text.
    fn twice(&mut self, at: &str, name: &str, field: &str) {
        let value = self
            .full
            .value()
            .pointer(field)
            .expect("the field is there")
            .clone();
        let key = Value::from(name);
        let object = self
            .full
            .value()
            .pointer(at)
            .expect("an object")
            .to_string();
        let doubled = object.replacen('{', &format!("{{{key}:{value},"), 1);
        let placeholder: Value = serde_json::from_str(RAW).expect("a string");
        self.attempts.push(Attempt {
            document: self
                .full
                .with(at, placeholder)
                .json()
                .replace(RAW, &doubled),
            refusal: Some((field.to_owned(), InvalidCode::RepeatedKey)),
            value: None,
        });
    }
}

fn is_nullable(schema: &Value) -> bool {
    let of_type = schema
        .get("type")
        .is_some_and(|kind| one_or_more(kind).any(|one| one == "null"));
    let of_enum = schema.get("enum").and_then(Value::as_array);
    let of_any = schema.get("anyOf").and_then(Value::as_array);
    of_type
        || of_enum.is_some_and(|words| words.contains(&Value::Null))
        || of_any.is_some_and(|ways| ways.iter().any(|way| way["type"] == "null"))
}

/// All attempts, and the places that they reach.
static WALKED: LazyLock<(Vec<Attempt>, BTreeSet<String>)> = LazyLock::new(|| {
    let schema = household_schema();
    let mut walk = Walk {
        schema: &schema,
        full: full(),
        attempts: Vec::new(),
        places: BTreeSet::new(),
    };
    walk.an_object("", schema.root());
    (walk.attempts, walk.places)
});

#[test]
fn r0_10_every_constraint_of_the_schema_is_kept_and_its_refusal_names_the_place() {
    let (attempts, places) = &*WALKED;
    assert!(
        places.len() > 100,
        "only {} fields were reached",
        places.len()
    );
    for attempt in attempts {
        let found = Household::from_json(attempt.document.as_bytes());
        let refused = found
            .err()
            .map(|Invalid { pointer, code, .. }| (pointer, code));
        assert_eq!(refused, attempt.refusal, "{}", attempt.document);
    }
    println!("{} attempts", attempts.len());
}

#[test]
fn r0_10_the_reader_and_the_schema_agree_on_every_attempt() {
    let schema = household_schema();
    for attempt in &WALKED.0 {
        let Some(value) = &attempt.value else {
            continue;
        };
        let described = schema.breaches(value).is_empty();
        let read = Household::from_json(attempt.document.as_bytes()).is_ok();
        assert_eq!(described, read, "{}", attempt.document);
    }
}

#[test]
fn r0_10_an_absent_field_means_the_default_that_the_schema_states() {
    let schema = household_schema();
    let mut checked = 0;
    let mut check = |at: &str, object: &Value| {
        for (name, property) in object["properties"].as_object().expect("properties") {
            let Some(default) = property.get("default") else {
                continue;
            };
            let field = format!("{at}/{name}");
            // The full household is married: only another one has no partner.
            let base = if field == "/partner" { karen() } else { full() };
            let absent = if base.value().pointer(&field).is_some() {
                base.without(&field)
            } else {
                base.clone()
            };
            assert_eq!(
                read(&absent),
                read(&base.with(&field, default.clone())),
                "{field}"
            );
            checked += 1;
        }
    };
    let root = schema.root();
    let property = |name: &str| &root["properties"][name];
    check("", root);
    check("/applicant", &root["$defs"]["applicant"]);
    check("/partner", &root["$defs"]["partner"]);
    check("/applicant/incomes/0", &root["$defs"]["income"]);
    check("/applicant/wealth/0", &root["$defs"]["asset"]);
    check("/children/0", &property("children")["items"]);
    check("/application", property("application"));
    check("/tax", property("tax"));
    check("/boligstoette", &property("boligstoette")["anyOf"][1]);
    check(
        "/what_if_sanction",
        &property("what_if_sanction")["anyOf"][1],
    );
    assert!(checked > 70, "only {checked} defaults were checked");
}

fn refusal_of(home: &Home) -> Option<(String, InvalidCode)> {
    let read = Household::from_json(home.json().as_bytes());
    read.err()
        .map(|Invalid { pointer, code, .. }| (pointer, code))
}

#[track_caller]
fn check_refusal(home: &Home, pointer: &str, code: InvalidCode) {
    assert_eq!(
        refusal_of(home),
        Some((pointer.to_owned(), code)),
        "{}",
        home.json()
    );
}

#[test]
fn r0_10_a_partner_is_there_when_and_only_when_the_relationship_has_one() {
    use InvalidCode::{PartnerNotAllowed, PartnerRequired};
    for relationship in Relationship::ALL {
        let name = relationship.name();
        let with = full().with("/relationship", name);
        let without = karen().with("/relationship", name);
        if relationship.is_single() {
            check_refusal(&with, "/partner", PartnerNotAllowed);
            assert_eq!(refusal_of(&without), None);
        } else {
            assert_eq!(refusal_of(&with), None);
            check_refusal(&without, "/partner", PartnerRequired);
            check_refusal(
                &without.with("/partner", Value::Null),
                "/partner",
                PartnerRequired,
            );
        }
    }
    // Unknown: both are possible.
    assert_eq!(refusal_of(&full().with("/relationship", Value::Null)), None);
    assert_eq!(
        refusal_of(&karen().with("/relationship", Value::Null)),
        None
    );
    assert_eq!(refusal_of(&karen().with("/partner", Value::Null)), None);
}

#[test]
fn r0_10_nobody_can_point_to_a_partner_that_is_not_there() {
    use InvalidCode::PartnerNotAllowed;
    let child = |parents: &[&str], address: &[&str]| {
        karen().with(
            "/children/-",
            json!({ "date_of_birth": null, "parents": parents, "same_address_as": address }),
        )
    };
    assert_eq!(refusal_of(&child(&["applicant"], &["applicant"])), None);
    check_refusal(
        &child(&["partner"], &[]),
        "/children/0/parents",
        PartnerNotAllowed,
    );
    check_refusal(
        &child(&["applicant", "partner"], &[]),
        "/children/0/parents",
        PartnerNotAllowed,
    );
    check_refusal(
        &child(&["applicant"], &["partner"]),
        "/children/0/same_address_as",
        PartnerNotAllowed,
    );
    let sanction = karen().with(
        "/what_if_sanction",
        json!({ "person": "partner", "rule": "36" }),
    );
    check_refusal(&sanction, "/what_if_sanction/person", PartnerNotAllowed);
    // The CPR field of a child may name somebody who is not in the household.
    let by_field = child(&["applicant"], &[]).with("/children/0/cpr_mor_far_medfar", "partner");
    assert_eq!(refusal_of(&by_field), None);
}

#[test]
fn r0_10_a_refusal_says_what_is_allowed_there() {
    let check = |home: &Home, message: &str| {
        let refused = Household::from_json(home.json().as_bytes()).expect_err("it is broken");
        assert_eq!(refused.to_string(), message);
    };
    check(
        &karen().with("/relationship", "widowed"),
        "/relationship: one of these is needed here: single, married, separated_or_divorced, \
         cohabiting, married_living_apart",
    );
    check(
        &karen().with("/applicant/date_of_birth", "2026-02-30"),
        "/applicant/date_of_birth: a date that is in the calendar is needed here, like \"2026-11-21\"",
    );
    check(
        &karen().with("/applicant/months_in_realm_last_120", 121),
        "/applicant/months_in_realm_last_120: a whole number from 0 to 120 is needed here",
    );
}

#[test]
fn the_partner_of_the_contract_has_all_that_the_applicant_has() {
    let schema = household_schema();
    let fields = |name: &str| -> BTreeSet<String> {
        let properties = &schema.root()["$defs"][name]["properties"];
        properties
            .as_object()
            .expect("properties")
            .keys()
            .cloned()
            .collect()
    };
    let only_partner: Vec<_> = fields("partner")
        .difference(&fields("applicant"))
        .cloned()
        .collect();
    assert_eq!(
        only_partner,
        [
            "cohabitant_help",
            "opted_out_of_availability",
            "public_benefit"
        ]
    );
    assert!(fields("applicant").is_subset(&fields("partner")));
    assert_eq!(
        Partner::unknown().adult,
        indgang_law::household::Adult::unknown()
    );
}

#[test]
fn the_schemas_are_the_ones_that_the_cases_were_written_for() {
    let schema = household_schema();
    for entry in std::fs::read_dir(in_crate("cases")).expect("the cases are there") {
        let text = std::fs::read_to_string(entry.expect("a file").path()).expect("text");
        let case: Value = serde_json::from_str(&text).expect("JSON");
        schema.assert_describes(&case["input"]);
    }
}
