//! What would turn a condition that stands in the way.

use indgang_law::curve::set_earnings;
use indgang_law::household::{Asset, AssetType, Household, Person};
use indgang_law::kroner::Kroner;
use serde_json::{Value, json};

use crate::explanation::{Explained, everybody};
use crate::support::people::{Home, amina, karen, mathilde, mette_and_lars};
use crate::support::{assessed, explained, read};

fn items(list: &Value) -> &[Value] {
    list.as_array().expect("a list")
}

fn is_open(reason: &Value) -> bool {
    let outcome = reason["outcome"].as_str().expect("an outcome");
    matches!(outcome, "not_met" | "kommunen_vurderer" | "missing")
}

/// The household with the change: as its reader would make it, from the pointer and the value.
fn changed(household: &Household, pointer: &str, value: &str) -> Household {
    let adults = |household: &mut Household,
                  change: &dyn Fn(&mut indgang_law::household::Adult)| {
        change(&mut household.applicant);
        household
            .partner
            .iter_mut()
            .for_each(|partner| change(&mut partner.adult));
    };
    let mut other = household.clone();
    match pointer {
        // The most that may be counted, of all that the two own.
        "/applicant/wealth" => {
            adults(&mut other, &|adult| adult.wealth.clear());
            other.applicant.wealth.push(Asset {
                r#type: AssetType::KontanterBank,
                amount: Kroner::parse(value),
                secured_debt: Kroner::ZERO,
                paid_out_on: None,
            });
        }
        // No income at all.
        "/applicant/incomes" if value == "0.00" => {
            adults(&mut other, &|adult| adult.incomes.clear());
        }
        // The most that may be earned.
        "/applicant/incomes" | "/partner/incomes" => {
            let adult = if pointer.starts_with("/applicant") {
                &mut other.applicant
            } else {
                &mut other.partner.as_mut().expect("a partner").adult
            };
            set_earnings(adult, Kroner::parse(value).expect("an amount"));
        }
        _ => {
            let answer = match value {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                word => word.into(),
            };
            return read(&Home::from(json!(household)).with(pointer, answer));
        }
    }
    other
}

#[test]
fn every_decisive_condition_that_stands_in_the_way_is_listed() {
    for Explained {
        household,
        assessment,
        explanation,
    } in everybody()
    {
        let key = |one: &Value| json!([one["rule_id"], one["person"], one["outcome"]]);
        let reasons = items(&assessment["reasons"]).iter();
        let expected: Vec<_> = reasons
            .filter(|one| one["decisive"] == true && is_open(one))
            .map(key)
            .collect();
        let found: Vec<_> = items(&explanation["flips"]).iter().map(key).collect();
        assert_eq!(found, expected, "{}", json!(household));
    }
}

#[test]
fn a_change_really_turns_the_condition_and_leads_to_what_it_says() {
    let mut turned = 0;
    for Explained {
        household,
        explanation,
        ..
    } in everybody()
    {
        for flip in items(&explanation["flips"]) {
            for change in items(&flip["changes"]) {
                let text = |key: &str| change[key].as_str().expect("a string");
                let other = changed(household, text("pointer"), text("value"));
                let assessment = assessed(&other);
                let still_open = items(&assessment["reasons"]).iter().any(|reason| {
                    reason["rule_id"] == flip["rule_id"]
                        && reason["person"] == flip["person"]
                        && is_open(reason)
                });
                assert!(!still_open, "{flip}\nof {}", json!(household));
                assert_eq!(assessment["outcome"], change["outcome"], "{flip}");
                let payable = &assessment["calculation"]["household"]["help_payable"];
                assert_eq!(
                    payable,
                    &change["help_payable"],
                    "{flip}\nof {}",
                    json!(household)
                );
                turned += 1;
            }
        }
    }
    assert!(turned > 100, "only {turned} changes were tried");
}

/// The changes for a rule: pointer, value, and the outcome that they lead to.
#[track_caller]
fn check(home: &Home, rule: &str, expected: &[&str]) {
    let explanation = explained(&read(home));
    let flips = items(&explanation["flips"]).iter();
    let changes = flips
        .filter(|flip| flip["rule_id"] == rule)
        .flat_map(|flip| items(&flip["changes"]));
    let found: Vec<String> = changes
        .map(|change| {
            let text = |key: &str| change[key].as_str().unwrap_or("unknown");
            let payable = text("help_payable");
            format!(
                "{} {}: {} {payable}",
                text("pointer"),
                text("value"),
                text("outcome")
            )
        })
        .collect();
    assert_eq!(found, expected, "{}", home.json());
}

#[test]
fn nothing_stands_in_the_way_of_who_is_entitled() {
    assert_eq!(explained(&read(&karen()))["flips"], json!([]));
}

#[test]
fn the_smallest_change_is_named_for_each_condition() {
    check(
        &karen().with("/application/reason", "no_change"),
        "R1-07",
        &[
            "/application/reason unemployment: entitled 14201.00",
            "/application/reason illness: entitled 14201.00",
            "/application/reason relationship_ended: entitled 14201.00",
        ],
    );
    check(
        &karen().with("/applicant/abroad", "yes"),
        "R1-05",
        &["/applicant/abroad no: entitled 14201.00"],
    );
    check(
        &mathilde().with("/applicant/date_of_birth", "2009-05-05"),
        "R1-01",
        &["/applicant/date_of_birth 2008-11-01: entitled 8670.00"],
    );
    check(
        &karen().owns("applicant", "kontanter_bank", "90000.00"),
        "R2-01",
        &["/applicant/wealth 16200.00: entitled 14201.00"],
    );
    check(
        &mette_and_lars().with("/partner/availability", "no"),
        "R1-13",
        &[
            "/partner/availability yes: entitled 26120.00",
            "/partner/works_full_time true: entitled 26120.00",
        ],
    );
    check(
        &amina().with("/applicant/residence_permit", "pending_or_none"),
        "R1-02",
        &[
            "/applicant/residence_permit permanent: entitled 7095.00",
            "/applicant/residence_permit eu_family_member: entitled 7095.00",
        ],
    );
}

#[test]
fn the_most_that_can_be_earned_is_read_off_the_curve() {
    // At 22,041 the loft leaves nothing of Karen's help.
    let flips = explained(&read(&karen().earns("applicant", "30000.00")));
    let changes = items(&flips["flips"][0]["changes"]);
    assert_eq!(flips["flips"][0]["rule_id"], "R1-08");
    assert_eq!(changes[0]["pointer"], "/applicant/incomes");
    assert_eq!(changes[0]["value"], "22040.00");
    assert_eq!(changes[0]["help_payable"], "1.00");
    let person = Person::Applicant;
    let curve = indgang_law::curve(&read(&karen()), person).expect("a curve");
    let end = curve.segments.last().expect("a segment").from;
    assert_eq!(end, Kroner::whole(22_041).decimal());
}
