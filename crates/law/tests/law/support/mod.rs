//! What all tests share.

pub mod matching;
pub mod people;
pub mod schema;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use indgang_law::{Household, assess, explain};
use serde_json::Value;

use people::Home;
use schema::Schema;

static ASSESSMENT: LazyLock<Schema> =
    LazyLock::new(|| Schema::parse(include_str!("../../../schema/assessment.schema.json")));
static EXPLANATION: LazyLock<Schema> =
    LazyLock::new(|| Schema::parse(include_str!("../../../schema/explanation.schema.json")));

/// A file of this crate.
pub fn in_crate(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The household, which is meant to be valid.
pub fn read(home: &Home) -> Household {
    Household::from_json(home.json().as_bytes())
        .unwrap_or_else(|refused| panic!("{refused}\nin {}", home.json()))
}

/// The assessment as its reader gets it, after a look at the schema.
pub fn assessed(household: &Household) -> Value {
    let assessment = as_json(assess(household));
    ASSESSMENT.assert_describes(&assessment);
    assessment
}

/// The explanation as its reader gets it, after a look at the schema.
pub fn explained(household: &Household) -> Value {
    let explanation = as_json(explain(household));
    EXPLANATION.assert_describes(&explanation);
    explanation
}

fn as_json(document: impl serde::Serialize) -> Value {
    serde_json::to_value(document).expect("what the contract describes is JSON")
}

/// An amount of the contract in øre.
pub fn oere(amount: &Value) -> i64 {
    let text = amount.as_str().expect("an amount is a string");
    text.replace('.', "")
        .parse()
        .expect("an amount has two decimals")
}
