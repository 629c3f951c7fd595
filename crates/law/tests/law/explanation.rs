//! What stands behind each line of an assessment.

use std::sync::LazyLock;

use indgang_law::Household;
use indgang_law::parameters::rows;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use crate::golden;
use crate::support::people::{
    Home, amina, hanne_and_omar, jonas, karen, louise, mette_and_lars, mette_and_lars_with_three,
};
use crate::support::schema::Schema;
use crate::support::{assessed, explained, oere, read};

/// A household with its assessment and its explanation.
pub struct Explained {
    pub household: Household,
    pub assessment: Value,
    pub explanation: Value,
}

/// The people of the tests and the households of the independent program.
pub fn everybody() -> &'static [Explained] {
    static EVERYBODY: LazyLock<Vec<Explained>> = LazyLock::new(|| {
        let explained = |household| Explained {
            assessment: assessed(&household),
            explanation: explained(&household),
            household,
        };
        people()
            .chain(golden::households())
            .map(explained)
            .collect()
    });
    &EVERYBODY
}

fn people() -> impl Iterator<Item = Household> {
    let people = [
        karen(),
        karen().with("/application/reason", "no_change"),
        karen().with("/applicant/date_of_birth", Value::Null),
        karen()
            .earns("applicant", "20000.00")
            .gets("applicant", "dagpenge", "900.00"),
        karen().owns("applicant", "kontanter_bank", "20000.00"),
        karen().owns("applicant", "kontanter_bank", "90000.00"),
        karen().in_month("2027-01"),
        jonas().earns("applicant", "1234.56"),
        amina(),
        louise().with("/application/first_contact_on", "2026-11-11"),
        hanne_and_omar().earns("partner", "12000.00"),
        mette_and_lars().earns("partner", "30000.00"),
        mette_and_lars_with_three(),
    ];
    people.into_iter().map(|home| read(&home))
}

fn items(list: &Value) -> &[Value] {
    list.as_array().expect("a list")
}

#[test]
fn every_line_of_the_assessment_is_explained_in_its_order() {
    for Explained {
        household,
        assessment,
        explanation,
    } in everybody()
    {
        let calculation = &assessment["calculation"];
        let of = |kind: &str, list: &Value, person: Option<&str>, code: &str| -> Vec<Value> {
            let list = list.as_array().into_iter().flatten();
            list.map(|one| {
                let person = person.map_or_else(|| one["person"].clone(), Value::from);
                let code = if code.is_empty() { one } else { &one[code] };
                json!({ "kind": kind, "code": code, "person": person })
            })
            .collect()
        };
        let expected = [
            of("component", &calculation["components"], None, "code"),
            of("deduction", &calculation["deductions"], None, "code"),
            of("reason", &assessment["reasons"], None, "code"),
            of(
                "reservation",
                &assessment["reservations"],
                Some("household"),
                "",
            ),
        ]
        .concat();
        let expected = if assessment["status"] == "refused" {
            Vec::new()
        } else {
            expected
        };
        let found: Vec<Value> = items(&explanation["lines"])
            .iter()
            .map(|line| json!({ "kind": line["kind"], "code": line["code"], "person": line["person"] }))
            .collect();
        assert_eq!(found, expected, "{}", json!(household));
    }
}

#[test]
fn a_line_cites_the_rule_and_the_paragraph_that_the_assessment_cites() {
    for Explained {
        assessment,
        explanation,
        ..
    } in everybody()
    {
        let lines = |kind: &'static str| {
            items(&explanation["lines"])
                .iter()
                .filter(move |line| line["kind"] == kind)
        };
        for (line, reason) in lines("reason").zip(items(&assessment["reasons"])) {
            assert_eq!(line["rule_id"], reason["rule_id"]);
            assert_eq!(line["paragraph"], reason["paragraph"]);
        }
        let calculation = &assessment["calculation"];
        for (kind, list) in [("component", "components"), ("deduction", "deductions")] {
            let list = calculation[list].as_array().into_iter().flatten();
            for (line, one) in lines(kind).zip(list) {
                assert_eq!(line["paragraph"], one["paragraph"]);
            }
        }
    }
}

/// Whether the contract has a field at the pointer.
fn is_a_field(schema: &Schema, pointer: &str) -> bool {
    let mut place = schema.root();
    for step in pointer.split('/').skip(1) {
        place = schema.resolve(place);
        if let Some(ways) = place.get("anyOf").and_then(Value::as_array) {
            let object = ways
                .iter()
                .find(|way| way["type"] != "null")
                .expect("a way");
            place = schema.resolve(object);
        }
        let Some(next) = place["properties"].get(step) else {
            return false;
        };
        place = next;
    }
    true
}

#[test]
fn the_inputs_of_a_line_are_facts_of_the_household() {
    let schema = Schema::parse(include_str!("../../schema/household.schema.json"));
    for Explained {
        household,
        explanation,
        ..
    } in everybody()
    {
        for line in items(&explanation["lines"]) {
            let inputs = items(&line["inputs"]);
            for input in inputs {
                let pointer = input.as_str().expect("a pointer");
                assert!(is_a_field(&schema, pointer), "{pointer} of {line}");
                let of_partner = pointer.starts_with("/partner");
                assert!(
                    household.partner.is_some() || !of_partner,
                    "{pointer} of {line}"
                );
            }
            // These two say something about every result.
            let about_all = line["rule_id"] == "R1-00" || line["rule_id"] == "R0-09";
            assert_eq!(inputs.is_empty(), about_all, "{line}");
        }
    }
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().expect("a string").parse().expect("a number")
}

fn to_oere(exact: Decimal) -> Decimal {
    exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// What the numbers of a deduction's line come to, when `left` kr. are left of the help.
fn deduction(line: &Value, left: Decimal) -> Decimal {
    let amount = |name: &str| {
        let amounts = items(&line["amounts"]);
        let found = amounts.iter().find(|one| one["name"] == name);
        decimal(&found.unwrap_or_else(|| panic!("{name} is not in {line}"))["value"])
    };
    let share = || Decimal::ONE - amount("procent") / Decimal::ONE_HUNDRED;
    let due = match line["code"].as_str().expect("a code") {
        "DELMAANED" => {
            let in_month = amount("help_full") * amount("days") / amount("days_in_month");
            assert_eq!(amount("help_in_month"), to_oere(in_month));
            amount("help_full") - amount("help_in_month")
        }
        "ARBEJDSINDTAEGT" => {
            assert_eq!(amount("help_in_month"), left);
            let earnings = (amount("earnings_net") - amount("stu_disregard")).max(Decimal::ZERO);
            to_oere((earnings - amount("fribeloeb")).max(Decimal::ZERO) * share())
        }
        "INDKOMSTLOFT" => {
            assert_eq!(amount("help_after_earnings"), left);
            left + amount("earnings_net") - amount("indkomstloft")
        }
        "FERIE" => amount("holiday_value"),
        "ANDEN_INDTAEGT" => amount("other_income"),
        "AEGTEFAELLE_OVERLOEB" => amount("overflow"),
        "AEGTEFAELLE_OVER_GRAENSE" => amount("spouse_income") - amount("spouse_threshold"),
        "AEGTEFAELLE_INDTAEGT" => {
            to_oere(amount("earnings_net") * share()) + amount("other_income")
        }
        "MELLEM_UDDANNELSER_MAKS" => left - amount("cap"),
        other => panic!("no arithmetic for {other}"),
    };
    due.min(left)
}

#[test]
fn the_numbers_of_a_deduction_come_to_its_amount() {
    let mut recomputed = std::collections::BTreeSet::new();
    for Explained {
        assessment,
        explanation,
        ..
    } in everybody()
    {
        let lines = items(&explanation["lines"]);
        let calculation = &assessment["calculation"];
        if calculation.is_null() {
            continue;
        }
        for person in items(&calculation["per_person"]) {
            let mut left = decimal(&person["help_before_deductions"]);
            let deductions = items(&calculation["deductions"]).iter();
            for one in deductions.filter(|one| one["person"] == person["person"]) {
                let line = lines.iter().find(|line| {
                    line["kind"] == "deduction"
                        && line["code"] == one["code"]
                        && line["person"] == one["person"]
                });
                let line = line.expect("every deduction has a line");
                assert_eq!(deduction(line, left), decimal(&one["amount"]), "{line}");
                left -= decimal(&one["amount"]);
                recomputed.insert(one["code"].as_str().expect("a code").to_owned());
            }
            assert_eq!(left, decimal(&person["help_payable"]));
        }
    }
    assert_eq!(
        recomputed.len(),
        9,
        "not every deduction was seen: {recomputed:?}"
    );
}

#[test]
fn a_component_is_its_parameter_times_its_count() {
    for Explained {
        household,
        assessment,
        explanation,
    } in everybody()
    {
        let month = household.month.to_string();
        let components = assessment["calculation"]["components"].as_array();
        let lines = items(&explanation["lines"]).iter();
        let lines = lines.filter(|line| line["kind"] == "component");
        for (component, line) in components.into_iter().flatten().zip(lines) {
            let row = rows().iter().find(|row| {
                let months = &row.valid_from[..7]..=&row.valid_to[..7];
                component["parameter"] == row.key && months.contains(&month.as_str())
            });
            let row = row.expect("a component names a parameter of the month");
            let count = component["count"].as_u64().unwrap_or(1);
            let parameter: Decimal = row.amount.parse().expect("an amount");
            assert_eq!(
                decimal(&component["amount"]),
                parameter * Decimal::from(count)
            );
            let mut amounts = vec![json!({ "name": "parameter", "value": row.key })];
            if let Some(children) = component["count"].as_u64() {
                amounts.insert(
                    0,
                    json!({ "name": "children", "value": children.to_string() }),
                );
            }
            assert_eq!(line["amounts"], Value::from(amounts));
        }
    }
}

fn amounts_of(home: &Home, rule: &str) -> Vec<(String, String)> {
    let explanation = explained(&read(home));
    let lines = items(&explanation["lines"]).iter();
    let line = lines
        .clone()
        .find(|line| line["kind"] == "reason" && line["rule_id"] == rule);
    let amounts = items(&line.expect("the rule is a reason")["amounts"]).iter();
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    amounts
        .map(|amount| (text(&amount["name"]), text(&amount["value"])))
        .collect()
}

#[test]
fn a_reason_names_the_numbers_that_it_turned_on() {
    let check = |home: &Home, rule: &str, expected: &[(&str, &str)]| {
        let expected: Vec<_> = expected
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(amounts_of(home, rule), expected);
    };
    check(&karen(), "R1-01", &[("age", "45")]);
    check(&amina(), "R1-17", &[("months", "48")]);
    check(&amina(), "R1-18", &[("hours", "0")]);
    check(&karen(), "R1-08", &[("help_sum", "14201.00")]);
    check(
        &karen().owns("applicant", "kontanter_bank", "20000.00"),
        "R2-01",
        &[
            ("wealth", "20000.00"),
            ("wealth_limit", "16200.00"),
            ("excess", "3800.00"),
        ],
    );
    let new = karen()
        .with("/applicant/consecutive_months_with_help", 0)
        .with("/applicant/last_month_with_help", "never")
        .earns("applicant", "15000.00");
    check(
        &new,
        "R6-07",
        &[("income_first_time", "15000.00"), ("help_sum", "14201.00")],
    );
}

#[test]
fn when_all_is_known_the_interval_is_the_help_and_nothing_is_relevant() {
    for Explained {
        household,
        assessment,
        explanation,
    } in everybody()
    {
        if items(&assessment["missing_facts"]).is_empty() {
            assert_eq!(explanation["relevant"], json!([]), "{}", json!(household));
            let payable = assessment["calculation"]["household"].get("help_payable");
            let payable = payable.cloned().unwrap_or_else(|| "0.00".into());
            let interval = &explanation["interval"];
            assert_eq!((&interval["low"], &interval["high"]), (&payable, &payable));
        }
    }
}

#[test]
fn curves_are_drawn_for_the_applicant_and_a_spouse() {
    let people = |home: &Home| -> Vec<String> {
        let explanation = explained(&read(home));
        let curves = items(&explanation["curves"]).iter();
        curves
            .map(|curve| curve["person"].as_str().expect("a person").to_owned())
            .collect()
    };
    assert_eq!(people(&karen()), ["applicant"]);
    assert_eq!(people(&mette_and_lars()), ["applicant", "partner"]);
    assert_eq!(
        people(&crate::support::people::sara_and_peter()),
        ["applicant"]
    );
    assert!(people(&karen().with("/application/reason", "no_change")).is_empty());
    assert!(people(&karen().in_month("2027-01")).is_empty());
}

#[test]
fn a_document_is_named_for_what_it_settles() {
    let unknown_pay = karen()
        .with(
            "/applicant/incomes/-",
            json!({ "type": "arbejdsindtaegt", "amount": null }),
        )
        .with(
            "/applicant/wealth/-",
            json!({ "type": "kontanter_bank", "amount": null }),
        );
    let explanation = explained(&read(&unknown_pay));
    assert_eq!(
        explanation["documents"],
        json!(["kontooversigt", "loensedler_3_maaneder"])
    );
    assert_eq!(
        explanation["relevant"],
        json!(["/applicant/incomes/0/amount", "/applicant/wealth/0/amount"])
    );
    let interval = &explanation["interval"];
    assert_eq!(
        (oere(&interval["low"]), oere(&interval["high"])),
        (0, 1_420_100)
    );
}
