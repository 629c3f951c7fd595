use serde_json::Value;

use crate::people::{inger, inger_married_to_nobody};
use crate::program::{indgang, text};

#[test]
fn a_household_is_explained_by_one_line() {
    let done = indgang(&["explain"], inger().to_string().as_bytes());
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(text(&done.stdout).matches('\n').count(), 1);
    let explanation: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(explanation["lines"][0]["code"], "FORHOEJET_SATS");
}

#[test]
fn each_line_is_explained_in_its_place() {
    let input = format!("{}\n{}\n{}\n", inger(), inger_married_to_nobody(), inger());
    let done = indgang(&["explain", "--lines"], input.as_bytes());
    assert_eq!(done.status.code(), Some(0));
    let answers: Vec<Value> = text(&done.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[1]["error"]["code"], "partner_required");
    assert_eq!(answers[2], answers[0]);
}
