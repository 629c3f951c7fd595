//! Who says that a deadline is one: the law, the municipality, or nobody for certain.

use indgang_api::process_rules::{Basis, Rule};

use super::{Key, t};

/// In a few words.
pub fn basis(rule: &Rule) -> &'static str {
    t(match rule.basis {
        Basis::Law => Key::COMMON_BASIS_LAW,
        Basis::LocalPractice => Key::COMMON_BASIS_LOCAL,
        Basis::Unconfirmed => Key::COMMON_BASIS_UNCONFIRMED,
    })
}
