//! What holds for every household. Few generated cases from a fixed seed, so that a test says the
//! same today and tomorrow; the full count from fresh seeds when the proof is run.

mod curves;
mod documents;
mod exploration;
mod generator;
mod money;
mod order;
mod receipts;

use indgang_law::Assessment;
use indgang_law::assessment::HouseholdTotal;
use indgang_law::kroner::Kroner;
use proptest::test_runner::{Config, RngSeed};

/// `few` cases, or `all` when `INDGANG_PROOF=1`.
pub fn runs(few: u32, all: u32) -> Config {
    let proof = std::env::var_os("INDGANG_PROOF").is_some_and(|on| on == "1");
    Config {
        cases: if proof { all } else { few },
        rng_seed: if proof {
            RngSeed::Random
        } else {
            RngSeed::Fixed(2026)
        },
        failure_persistence: None,
        max_global_rejects: 10 * all,
        ..Config::default()
    }
}

const FULL: u32 = 100_000;

/// The household's amounts; nothing when the help is refused without a calculation.
fn totals(assessment: &Assessment) -> HouseholdTotal {
    let nothing = HouseholdTotal {
        help_before_deductions: Kroner::ZERO,
        total_deductions: Kroner::ZERO,
        help_payable: Kroner::ZERO,
        tax_free: Kroner::ZERO,
        gross_total: Kroner::ZERO,
    };
    let calculation = assessment.calculation.as_ref();
    calculation.map_or(nothing, |calculation| calculation.household)
}
