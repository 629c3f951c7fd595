//! Households with the assessments of an independent implementation of the specification, written
//! by others from the specification alone. They were chosen so that together they reach nearly
//! every outcome of every rule.

use serde_json::{Value, json};

use crate::support::people::Home;
use crate::support::{assessed, read};

#[test]
fn an_independent_program_gives_the_same_assessment_field_for_field() {
    let mut compared = 0;
    for line in include_str!("data/golden.ndjson").lines() {
        let golden: Value = serde_json::from_str(line).expect("a line is JSON");
        let assessment = assessed(&read(&Home::from(golden["household"].clone())));
        assert_eq!(assessment, golden["assessment"], "{}", golden["household"]);
        compared += 1;
    }
    assert!(compared >= 100, "only {compared} households");
}

/// The households alone, for tests that need many different ones.
pub fn households() -> impl Iterator<Item = indgang_law::Household> {
    include_str!("data/golden.ndjson").lines().map(|line| {
        let golden: Value = serde_json::from_str(line).expect("a line is JSON");
        read(&Home::from(golden["household"].clone()))
    })
}

#[test]
fn the_same_household_gives_the_same_bytes_every_time() {
    for household in households() {
        let bytes = || json!(indgang_law::assess(&household)).to_string();
        assert_eq!(bytes(), bytes());
        let explained = || json!(indgang_law::explain(&household)).to_string();
        assert_eq!(explained(), explained());
    }
}
