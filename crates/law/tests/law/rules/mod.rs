//! A test for every rule, named after it, in a module per section of the specification.

mod base_rate;
mod conditions;
mod couples;
mod income;
mod net;
mod other_help;
mod part_months;
mod sanctions;
mod scope;
mod supplements;
mod wealth;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use indgang_law::rule::Rule;
use regex::Regex;
use serde_json::Value;

use crate::support::matching::mismatches;
use crate::support::people::Home;
use crate::support::{assessed, in_crate, read};

/// The household's assessment matches what is expected of it (section 11.5).
#[track_caller]
fn check(home: &Home, expected: Value) {
    let assessment = assessed(&read(home));
    let wrong = mismatches(&expected, &assessment);
    assert!(
        wrong.is_empty(),
        "{wrong:#?}\nin {}\nof {}",
        assessment,
        home.json()
    );
}

/// What the rule came to, for everybody it is reported for: `"applicant: met, decisive"`.
#[track_caller]
fn check_rule(home: &Home, id: &str, expected: &[&str]) {
    let assessment = assessed(&read(home));
    let reasons = assessment["reasons"].as_array().expect("reasons");
    let found: Vec<String> = reasons
        .iter()
        .filter(|reason| reason["rule_id"] == id)
        .map(|reason| {
            let decisive = if reason["decisive"] == true {
                ", decisive"
            } else {
                ""
            };
            let word = |key: &str| reason[key].as_str().expect("a word").to_owned();
            format!("{}: {}{decisive}", word("person"), word("outcome"))
        })
        .collect();
    assert_eq!(found, expected, "{id} in {}", home.json());
}

/// The outcome and the help payable: `"entitled 14201.00"`, or `"uncertain"` without an amount.
#[track_caller]
fn check_help(home: &Home, expected: &str) {
    let assessment = assessed(&read(home));
    let outcome = assessment["outcome"].as_str().unwrap_or("refused");
    let found = match assessment["calculation"]["household"]["help_payable"].as_str() {
        Some(payable) => format!("{outcome} {payable}"),
        None => outcome.to_owned(),
    };
    assert_eq!(found, expected, "{}", home.json());
}

/// What the help is made of and what is taken off: `["GRUNDSATS 7529.00", "FERIE -20.00"]`. The
/// partner's lines say so, and `"(SOMETHING 1.00)"` is a possible extra that is not included.
#[track_caller]
fn check_lines(home: &Home, expected: &[&str]) {
    let assessment = assessed(&read(home));
    let calculation = &assessment["calculation"];
    let lines = |list: &str, sign: &str| -> Vec<String> {
        let lines = calculation[list]
            .as_array()
            .expect("a calculation is shown");
        lines
            .iter()
            .map(|line| {
                let word = |key: &str| line[key].as_str().expect("a word").to_owned();
                let whose = if line["person"] == "partner" {
                    "partner "
                } else {
                    ""
                };
                let line_says = format!("{whose}{} {sign}{}", word("code"), word("amount"));
                if line["included"] == false {
                    format!("({line_says})")
                } else {
                    line_says
                }
            })
            .collect()
    };
    let found = [lines("components", ""), lines("deductions", "-")].concat();
    assert_eq!(found, expected, "{}", home.json());
}

/// Whether the household is told of something.
fn reserves(home: &Home, code: &str) -> bool {
    let assessment = assessed(&read(home));
    assessment["reservations"]
        .as_array()
        .expect("a list")
        .contains(&code.into())
}

fn advises(home: &Home, code: &str) -> bool {
    let assessment = assessed(&read(home));
    assessment["next_steps"]
        .as_array()
        .expect("a list")
        .contains(&code.into())
}

/// Every rule id of the specification; a rule that is text only says why it has no test.
fn rules_of_the_specification() -> BTreeMap<String, bool> {
    include_str!("../data/rules.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (id, text_only) = line.split_at(line.find(' ').unwrap_or(line.len()));
            (id.to_owned(), !text_only.is_empty())
        })
        .collect()
}

fn rules_with_a_test(folder: &Path, found: &mut BTreeSet<String>) {
    let test = Regex::new(r"#\[test\]\s*fn r([0-9]+)_([0-9]{2})_").expect("a pattern");
    for entry in fs::read_dir(folder).expect("the tests are there") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            rules_with_a_test(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("source is text");
            let ids = test.captures_iter(&source);
            found.extend(ids.map(|id| format!("R{}-{}", &id[1], &id[2])));
        }
    }
}

#[test]
fn every_rule_of_the_specification_has_a_test_of_its_name() {
    let rules = rules_of_the_specification();
    let mut tested = BTreeSet::new();
    rules_with_a_test(&in_crate("tests/law"), &mut tested);
    let untested: Vec<_> = rules
        .iter()
        .filter(|(id, text_only)| !**text_only && !tested.contains(*id))
        .collect();
    assert!(untested.is_empty(), "rules without a test: {untested:?}");
    let unknown: Vec<_> = tested
        .iter()
        .filter(|id| !rules.contains_key(*id))
        .collect();
    assert!(
        unknown.is_empty(),
        "tests of rules that do not exist: {unknown:?}"
    );
}

#[test]
fn the_program_knows_no_rule_that_the_specification_does_not() {
    let rules = rules_of_the_specification();
    for rule in Rule::ALL {
        assert!(rules.contains_key(rule.id()), "{}", rule.id());
    }
}
