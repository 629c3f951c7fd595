//! Who says that a deadline is one: the law, the municipality, or nobody for certain.

use indgang_api::process_rules::{Basis, Rule};

use crate::text::{Key, t};

/// In a few words.
pub fn basis(rule: &Rule) -> &'static str {
    t(match rule.basis {
        Basis::Law => Key::CASE_BASIS_LAW,
        Basis::LocalPractice => Key::CASE_BASIS_LOCAL,
        Basis::Unconfirmed => Key::CASE_BASIS_UNCONFIRMED,
    })
}
