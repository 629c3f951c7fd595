//! The worked cases of the specification.

use serde_json::Value;

use crate::support::matching::mismatches;
use crate::support::people::Home;
use crate::support::{assessed, in_crate, read};

#[test]
fn every_worked_case_comes_out_as_the_specification_works_it() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(in_crate("cases")).expect("the cases are there") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a case is text");
        let case: Value = serde_json::from_str(&text).expect("a case is JSON");
        let assessment = assessed(&read(&Home::from(case["input"].clone())));
        for mismatch in mismatches(&case["expected"], &assessment) {
            wrong.push(format!("{}: {mismatch}", case["id"]));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count >= 52, "only {count} cases were found");
}
